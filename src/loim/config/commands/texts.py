"""`loim texts`: gather what is to be translated, compile it, and find what is missing."""

import argparse
import sys
from typing import Any


def add_arguments(parts: Any) -> None:
    texts = parts.add_parser("texts", help="gather, compile and check the translations")
    texts.add_argument("step", choices=["update", "compile", "check"])
    texts.set_defaults(run=run_texts, needs_database=False)


def run_texts(options: argparse.Namespace) -> int:
    from loim.common import catalogues

    if options.step == "update":
        catalogues.update()
    elif options.step == "compile":
        catalogues.compile_all()
    else:
        problems = list(catalogues.problems())
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1 if problems else 0
    return 0
