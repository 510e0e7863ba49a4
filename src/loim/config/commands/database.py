"""`loim prepare`: bring the database and the reference data to what this version needs."""

import argparse
from typing import Any

from django.utils import timezone


def add_arguments(parts: Any) -> None:
    prepare = parts.add_parser(
        "prepare", help="migrate the database, load counties and municipalities"
    )
    prepare.set_defaults(run=run_prepare, needs_database=True)


def run_prepare(options: argparse.Namespace) -> int:
    prepare_database()
    return 0


def prepare_database() -> None:
    """Idempotent: a second run finds nothing to do."""
    from loim.common.migrating import migrate
    from loim.people.actions.municipalities import (
        ensure_municipal_organisations,
        load_municipalities,
    )

    migrate()
    load_municipalities(now=timezone.now())
    ensure_municipal_organisations(now=timezone.now())
