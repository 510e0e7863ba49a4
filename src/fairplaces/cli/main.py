"""Running a command: 0 when all is well, 1 when something is refused, 2 for wrong words."""

import json
import os
import sys
from collections.abc import Sequence

from fairplaces.cli.admission import run_admit
from fairplaces.cli.arguments import parser
from fairplaces.cli.checking import run_check, run_commit
from fairplaces.cli.drawing import run_draw
from fairplaces.cli.records import run_explain, run_verify
from fairplaces.cli.waiting import run_alternates, run_replace
from fairplaces.errors import BadInput, BadRecord, FairPlacesError, ImpossibleRules, InputProblem
from fairplaces.marginals.lp import NotSolved

_RUN = {
    "admit": run_admit,
    "alternates": run_alternates,
    "check": run_check,
    "commit": run_commit,
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
    except BrokenPipeError:
        # Whoever read the output has had enough; what is left must not fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (FairPlacesError, NotSolved, OSError) as error:
        problems = _problems(error)
        said = [problem.text(given.language) for problem in problems] or [str(error)]
        if given.json:
            codes = [problem.code for problem in problems]
            sys.stdout.write(json.dumps({"error": said, "codes": codes}, ensure_ascii=False) + "\n")
        sys.stderr.write("\n".join(said) + "\n")
        return 1


def _problems(error: Exception) -> tuple[InputProblem, ...]:
    """What to tell of an error."""
    if isinstance(error, BadInput):
        return error.problems
    if isinstance(error, BadRecord):
        return error.reasons
    if isinstance(error, ImpossibleRules):
        return (InputProblem("error.impossible"),)
    if isinstance(error, NotSolved):
        return (InputProblem("error.not_solved", details={"why": str(error)}),)
    if isinstance(error, OSError):
        details = {"why": error.strerror or type(error).__name__}
        return (InputProblem("input.no_access", str(error.filename or ""), details=details),)
    return ()
