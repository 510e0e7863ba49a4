"""The `loim` command: prepares the environment, then hands over to the part that was asked for."""

import argparse
import os
import sys
from collections.abc import Callable

import psycopg

from loim.common.embedded_postgres import EmbeddedPostgresError
from loim.config.environment import WrongSetting

Command = Callable[[argparse.Namespace], int]


def build_parser() -> argparse.ArgumentParser:
    """Each part adds its own sub-parser and sets `run` and `needs_database` on it."""
    from loim.casework.commands import casework
    from loim.config.commands import backups, database, demo, doctor, serving, texts
    from loim.programmes.commands import indicators, plans
    from loim.search.commands import index
    from loim.services.commands import services

    parser = argparse.ArgumentParser(
        prog="loim", description="Integration programmes, from the approved plan to the report."
    )
    parts = parser.add_subparsers(metavar="COMMAND", required=True)
    for part in (
        demo,
        serving,
        plans,
        indicators,
        services,
        casework,
        index,
        doctor,
        database,
        backups,
        texts,
    ):
        part.add_arguments(parts)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code is 0 for success, 1 for findings, 2 for a refusal."""
    given = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loim.config.settings")
    try:
        if given[:1] == ["manage"]:
            return _manage(given[1:])
        options = build_parser().parse_args(given)
        prepare: Callable[[argparse.Namespace], None] | None = getattr(options, "prepare", None)
        if prepare:
            prepare(options)
        if options.needs_database:
            _use_django()
        run: Command = options.run
        return run(options)
    except (WrongSetting, EmbeddedPostgresError) as refusal:
        print(f"loim: {refusal}", file=sys.stderr)
        return 2
    except psycopg.OperationalError as failure:
        print(
            f"loim: the database cannot be reached ({failure}). "
            "Is LOIM_DATABASE_URL right, and does the server run?",
            file=sys.stderr,
        )
        return 2
    except BrokenPipeError:
        # Whoever read our output has enough (`loim ... | head`); Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _use_django() -> None:
    from loim.config.database import use_database

    use_database()
    import django

    django.setup()


def _manage(arguments: list[str]) -> int:
    """Django's own commands, for developers."""
    from loim.config.database import use_database

    use_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["loim manage", *arguments])
    return 0
