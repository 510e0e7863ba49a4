"""The `loim` command: prepares the environment, then hands over to the part that was asked for."""

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loim.config.settings")
    from loim.config.database import use_database

    use_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["loim", *arguments[1:]])
    return 0
