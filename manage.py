#!/usr/bin/env python3
"""Django's own commands, on the database that `loim` uses (see `loim manage`)."""

import sys

from loim.config.cli import main

if __name__ == "__main__":
    sys.exit(main(["manage", *sys.argv[1:]]))
