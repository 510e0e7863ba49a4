"""Running a command: 0 when all is well, 1 when something is refused, 2 for wrong words."""

import json
import sys
from collections.abc import Sequence

from fairplaces.cli.arguments import parser
from fairplaces.cli.drawing import run_check, run_draw
from fairplaces.cli.records import run_explain, run_replace, run_verify
from fairplaces.errors import BadInput, BadRecord, FairPlacesError, InputProblem

_RUN = {
    "check": run_check,
    "draw": run_draw,
    "verify": run_verify,
    "replace": run_replace,
    "explain": run_explain,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `fairplaces` with these arguments (default: the process's); the exit status."""
    given = parser().parse_args(arguments)
    try:
        return _RUN[given.command](given)
    except FairPlacesError as error:
        problems: tuple[InputProblem, ...] = ()
        if isinstance(error, BadInput):
            problems = error.problems
        elif isinstance(error, BadRecord):
            problems = error.reasons
        said = [problem.text(given.language) for problem in problems] or [str(error)]
        if given.json:
            codes = [problem.code for problem in problems]
            sys.stdout.write(json.dumps({"error": said, "codes": codes}, ensure_ascii=False) + "\n")
        sys.stderr.write("\n".join(said) + "\n")
        return 1
