"""fairplaces: the fairest draw of limited places there is, that anyone can replay.

    from fairplaces import Person, Problem, Rule, Seed, allocate, draw

Names are imported on first use, so that the command can pin the number of threads before numpy
is loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fairplaces.version import VERSION as __version__  # noqa: N811  (the name that tools look for)

if TYPE_CHECKING:
    from fairplaces.allocating import allocate
    from fairplaces.allocation import Allocation
    from fairplaces.applicants import Applicant, problem_of_applicants
    from fairplaces.coverage import outside
    from fairplaces.drawing import Draw, draw
    from fairplaces.errors import (
        BadInput,
        BadRecord,
        Cancelled,
        FairPlacesError,
        ImpossibleRules,
        InputProblem,
    )
    from fairplaces.explain.audit import audit
    from fairplaces.explain.chances import explain_chance
    from fairplaces.explain.effects import effects
    from fairplaces.explain.relaxations import relaxations
    from fairplaces.held import Held, Replaced
    from fairplaces.holding import hold_draw
    from fairplaces.messages import Message
    from fairplaces.naming import pseudonyms
    from fairplaces.problem import Decision, Limit, Person, Problem, Rule, Team
    from fairplaces.reading.columns import Columns
    from fairplaces.reading.problems import read_problem
    from fairplaces.record import Verification, allocation_of, anonymous, make_record, verify
    from fairplaces.secret import Secret
    from fairplaces.seeds import Seed, commitment
    from fairplaces.waiting.alternates import Alternates, choose_alternates
    from fairplaces.waiting.door import Answer, Door
    from fairplaces.waiting.online import admit
    from fairplaces.waiting.order import waiting_order
    from fairplaces.waiting.queue import Arrival, admit_in_order
    from fairplaces.waiting.replace import Broken, Replacement, replace_withdrawn

_WHERE = {
    "allocating": ("allocate",),
    "allocation": ("Allocation",),
    "applicants": ("Applicant", "problem_of_applicants"),
    "coverage": ("outside",),
    "drawing": ("Draw", "draw"),
    "errors": (
        "BadInput",
        "BadRecord",
        "Cancelled",
        "FairPlacesError",
        "ImpossibleRules",
        "InputProblem",
    ),
    "explain.audit": ("audit",),
    "explain.chances": ("explain_chance",),
    "explain.effects": ("effects",),
    "explain.relaxations": ("relaxations",),
    "problem": ("Decision", "Limit", "Person", "Problem", "Rule", "Team"),
    "held": ("Held", "Replaced"),
    "holding": ("hold_draw",),
    "messages": ("Message",),
    "naming": ("pseudonyms",),
    "reading.columns": ("Columns",),
    "reading.problems": ("read_problem",),
    "record": ("Verification", "allocation_of", "anonymous", "make_record", "verify"),
    "secret": ("Secret",),
    "seeds": ("Seed", "commitment"),
    "waiting.alternates": ("Alternates", "choose_alternates"),
    "waiting.door": ("Answer", "Door"),
    "waiting.online": ("admit",),
    "waiting.order": ("waiting_order",),
    "waiting.queue": ("Arrival", "admit_in_order"),
    "waiting.replace": ("Broken", "Replacement", "replace_withdrawn"),
}
_MODULE = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Allocation",
    "Alternates",
    "Answer",
    "Applicant",
    "Arrival",
    "BadInput",
    "BadRecord",
    "Broken",
    "Cancelled",
    "Columns",
    "Decision",
    "Door",
    "Draw",
    "FairPlacesError",
    "Held",
    "ImpossibleRules",
    "InputProblem",
    "Limit",
    "Message",
    "Person",
    "Problem",
    "Replaced",
    "Replacement",
    "Rule",
    "Secret",
    "Seed",
    "Team",
    "Verification",
    "__version__",
    "admit",
    "admit_in_order",
    "allocate",
    "allocation_of",
    "anonymous",
    "audit",
    "choose_alternates",
    "commitment",
    "draw",
    "effects",
    "explain_chance",
    "hold_draw",
    "make_record",
    "outside",
    "problem_of_applicants",
    "pseudonyms",
    "read_problem",
    "relaxations",
    "replace_withdrawn",
    "verify",
    "waiting_order",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module 'fairplaces' has no attribute {name!r}")
    value = getattr(import_module(f"fairplaces.{_MODULE[name]}"), name)
    globals()[name] = value
    return value
