"""`loim services import-hsds`: takes services in from a file, or only says what it would do."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_arguments(subparsers: Any) -> None:
    services = subparsers.add_parser("services", help="import services")
    parts = services.add_subparsers(metavar="WHAT", required=True)
    reading = parts.add_parser("import-hsds", help="take services in from a file in HSDS 3")
    reading.add_argument("file", type=Path, metavar="FILE.json")
    reading.add_argument("--owner", required=True, metavar="NAME", help="who keeps them here")
    reading.add_argument("--by", required=True, metavar="EMAIL", help="one of the owner's editors")
    reading.add_argument("--language", default="et", choices=("et", "en", "ru", "uk"))
    reading.add_argument("--publish", action="store_true", help="provide them at once")
    reading.add_argument("--dry-run", action="store_true", help="say what it would do, no more")
    reading.set_defaults(run=run_import, needs_database=True)


def run_import(options: argparse.Namespace) -> int:
    """0 for done, 1 where something has to be mended or was not understood, 2 for a refusal."""
    from django.core.exceptions import PermissionDenied
    from django.utils import timezone, translation

    from loim.common.refusals import Refusal
    from loim.people.models import Organisation, User
    from loim.services.actions.opendata.importing import FileHasProblems, import_text
    from loim.services.queries.opendata.importing import preview

    owner = Organisation.objects.filter(name__iexact=options.owner).first()
    person = User.objects.filter(email__iexact=options.by).first()
    if owner is None or person is None:
        missing = options.owner if owner is None else options.by
        print(f"loim: nobody here is called {missing}", file=sys.stderr)
        return 2
    with translation.override("en"):
        try:
            text = options.file.read_text(encoding="utf-8-sig")
            seen = preview(text, owner, options.language)
            _say(seen)
            if not options.dry_run:
                done, _seen = import_text(
                    text=text, owner=owner, language=options.language,
                    is_published=options.publish, by=person, now=timezone.now(),
                )  # fmt: skip
                print(f"imported: {done.made} new, {done.changed} changed, {done.same} the same")
        except FileHasProblems as refusal:
            print(f"loim: {refusal}", file=sys.stderr)
            return 1
        except (Refusal, OSError, ValueError) as refusal:
            print(f"loim: {refusal}", file=sys.stderr)
            return 2
        except PermissionDenied:
            print(f"loim: {options.by} is no editor of {owner}", file=sys.stderr)
            return 2
    return 1 if seen.notes.problems or seen.notes.unknown else 0


def _say(seen: Any) -> None:
    from loim.services.problem_words import PROBLEMS

    for row in seen.new:
        print(f"new: {row.title}")
    for row in seen.changed:
        print(f"changed: {row.title}")
        for change in row.changes:
            print(f"  {change.part} {change.where}: {change.before} -> {change.after}")
    for found in seen.notes.unknown:
        print(f"not understood: {found.path}: {found.value}")
    for found in seen.notes.problems:
        print(f"to be mended: {found.path}: {PROBLEMS[found.problem]} ({found.value})")
