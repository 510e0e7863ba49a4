"""`loim plan import | export | diff`: what the pages do, from a terminal."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

LATEST = "latest"
IMPLEMENTER = "Eesti Linnade ja Valdade Liit"
MINISTRY = "Kultuuriministeerium"


class CommandRefused(Exception):  # a refusal is an expected answer, not an error
    """Said on the error stream; nothing was changed. `code` is for scripts."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class _WithoutDatabase(argparse.Action):
    """A flag with which the command needs no database."""

    def __init__(self, option_strings: list[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, default=False, **options)

    def __call__(self, parser: Any, namespace: argparse.Namespace, *_: Any) -> None:
        setattr(namespace, self.dest, True)
        namespace.needs_database = False


class _VersionOrFile(argparse.Action):
    """The database is needed as soon as one of the two is not a file."""

    def __call__(self, parser: Any, namespace: argparse.Namespace, values: Any, *_: Any) -> None:
        setattr(namespace, self.dest, values)
        if not is_file(str(values)):
            namespace.needs_database = True


def is_file(named: str) -> bool:
    return named.lower().endswith(".docx")


def add_arguments(subparsers: Any) -> None:
    plan = subparsers.add_parser("plan", help="import, export and compare plans")
    parts = plan.add_subparsers(metavar="WHAT", required=True)

    reading = parts.add_parser("import", help="read a ministry's .docx and save it as a draft")
    reading.add_argument("file", type=Path, metavar="FILE.docx")
    reading.add_argument(
        "--dry-run", action=_WithoutDatabase, help="read only; needs no database, saves nothing"
    )
    reading.add_argument("--json", action="store_true", help="print one JSON object")
    reading.add_argument("--programme", metavar="SLUG", help="default: the one that it names")
    reading.add_argument("--period", nargs=2, type=date.fromisoformat, metavar=("FROM", "UNTIL"),
                         help="where the document does not say, such as 2024-01-01 2024-12-31")  # fmt: skip
    reading.add_argument("--replace", action="store_true", help="replace the plan's draft")
    reading.add_argument("--implementer", default=IMPLEMENTER, help="of a programme not known yet")
    reading.add_argument("--ministry", default=MINISTRY, help="of a programme not known yet")
    reading.set_defaults(run=run_import, needs_database=True)

    writing = parts.add_parser("export", help="write a version as a file of the ministry's layout")
    writing.add_argument("version", nargs="?", default=LATEST, metavar="VERSION|latest")
    writing.add_argument("--programme", metavar="SLUG")
    writing.add_argument("--format", choices=("docx", "xlsx"), default="docx")
    writing.add_argument("-o", "--output", type=Path, metavar="FILE")
    writing.set_defaults(run=run_export, needs_database=True)

    comparing = parts.add_parser("diff", help="say in words what changed from A to B")
    for name in ("A", "B"):
        comparing.add_argument(
            name, action=_VersionOrFile, help="a version's number, 'latest', or a .docx file"
        )
    comparing.add_argument("--json", action="store_true", help="print one JSON object")
    comparing.add_argument("--programme", metavar="SLUG")
    comparing.set_defaults(run=run_diff, needs_database=False)


def run_import(options: argparse.Namespace) -> int:
    from loim.programmes.commands.plan_import import imported

    try:
        said = imported(options)
    except CommandRefused as refused:
        return _refuse(refused, as_json=options.json)
    print(_json(said.as_json) if options.json else said.in_words)
    return 0


def run_export(options: argparse.Namespace) -> int:
    from loim.programmes.commands.plan_export import exported

    try:
        path = exported(options)
    except CommandRefused as refused:
        return _refuse(refused)
    print(path)
    return 0


def run_diff(options: argparse.Namespace) -> int:
    from loim.programmes.commands.plan_diff import compared

    try:
        said = compared(options)
    except CommandRefused as refused:
        return _refuse(refused, as_json=options.json)
    print(_json(said.as_json) if options.json else said.in_words)
    return 1 if said.is_different else 0


def _refuse(refused: CommandRefused, *, as_json: bool = False) -> int:
    if as_json:
        print(_json({"refused": {"code": refused.code, "message": str(refused)}}))
    print(f"loim: {refused}", file=sys.stderr)
    return 2


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)
