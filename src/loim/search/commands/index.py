"""`loim search reindex`: what is found is made anew from the records."""

import argparse
from typing import Any


def add_arguments(subparsers: Any) -> None:
    search = subparsers.add_parser("search", help="what is found on the platform")
    parts = search.add_subparsers(metavar="ACTION", required=True)
    reindex = parts.add_parser(
        "reindex",
        help="index everything anew",
        description="Goes through all records that can be found and writes what changed; what is"
        " as it was stays untouched. Exit code: 0, or 2 where there is no such module.",
    )
    reindex.add_argument(
        "--module", metavar="KEY", action="append", help="only this one; may be repeated"
    )
    reindex.set_defaults(run=run_reindex, needs_database=True)


def run_reindex(options: argparse.Namespace) -> int:
    import sys

    from django.utils import timezone

    from loim.search.actions.catching_up import index_all
    from loim.search.providers import all_providers

    known = [provider.key for provider in all_providers()]
    if unknown := sorted(set(options.module or ()) - set(known)):
        print(
            f"loim: nothing is indexed under {', '.join(unknown)}. Known: {', '.join(known)}.",
            file=sys.stderr,
        )
        return 2
    for key, number in index_all(now=timezone.now(), providers=options.module).items():
        print(f"{key}: {number} written")
    return 0
