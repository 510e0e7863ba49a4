"""`loim casework`: what is erased when, erasures after a restore, keys, what is kept of whom."""

import argparse
from pathlib import Path
from typing import Any


def add_arguments(subparsers: Any) -> None:
    casework = subparsers.add_parser("casework", help="look after the records of counselling")
    parts = casework.add_subparsers(metavar="ACTION", required=True)

    due = parts.add_parser("erase-due", help="erase what is kept no longer, as each night")
    due.add_argument("--dry-run", action="store_true", help="count, erase nothing")
    due.set_defaults(run=run_erase_due, needs_database=True)

    again = parts.add_parser(
        "reapply-erasures",
        help="after a restore from a backup: erase again whoever had been erased",
        description="By the marks in the database and in LOIM_DATA/erased-clients.jsonl, then by"
        " the rules of retention. Run it before anybody is let in. Safe to run at any time.",
    )
    again.set_defaults(run=run_reapply, needs_database=True)

    keys = parts.add_parser(
        "reseal",
        help="after LOIM_CASEWORK_KEY was changed: seal everything with the new key",
        description="Whatever was sealed with a key in LOIM_FORMER_CASEWORK_KEYS is sealed anew,"
        " rows and files. Afterwards the former keys open nothing and can be taken out.",
    )
    keys.set_defaults(run=run_reseal, needs_database=True)

    kept = parts.add_parser(
        "data-protection", help="write the table of what is kept (docs/data-protection.md)"
    )
    kept.add_argument("file", type=Path, help="its part between the two marks is written anew")
    kept.set_defaults(run=run_data_protection, needs_database=True)


def run_erase_due(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from loim.casework.actions.protection.retention import erase_what_is_due
    from loim.casework.retention import RULES

    counted = erase_what_is_due(now=timezone.now(), is_dry=options.dry_run)
    for key, number in counted.items():
        print(f"{number:8}  {RULES[key].what} ({RULES[key].kept})")
    return 0


def run_reapply(_options: argparse.Namespace) -> int:
    from django.utils import timezone

    from loim.casework.actions.protection.erasing import reapply_erasures
    from loim.casework.actions.protection.retention import erase_what_is_due

    now = timezone.now()
    counted = reapply_erasures(now=now)
    print(f"{counted.get('casework.Client', 0)} clients who had been erased were erased again.")
    print(f"{sum(erase_what_is_due(now=now).values())} records were past their time and erased.")
    return 0


def run_reseal(_options: argparse.Namespace) -> int:
    from django.utils import timezone

    from loim.casework.actions.protection.resealing import reseal_everything

    counted = reseal_everything(now=timezone.now())
    for what, number in counted.items():
        print(f"{number:8}  {what}")
    print("Take the former keys out of LOIM_FORMER_CASEWORK_KEYS when no backup needs them.")
    return 0


def run_data_protection(options: argparse.Namespace) -> int:
    from loim.casework.queries.protection.what_is_kept import with_table

    text = options.file.read_text(encoding="utf-8")
    options.file.write_text(with_table(text), encoding="utf-8")
    return 0
