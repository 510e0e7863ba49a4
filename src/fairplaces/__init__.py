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
    from fairplaces.naming import pseudonyms
    from fairplaces.problem import Decision, Limit, Person, Problem, Rule, Team
    from fairplaces.reading.problems import Columns, read_problem
    from fairplaces.record import anonymous, make_record, verify
    from fairplaces.seeds import Seed, commitment
    from fairplaces.waiting.alternates import choose_alternates
    from fairplaces.waiting.online import Door, admit
    from fairplaces.waiting.order import waiting_order
    from fairplaces.waiting.replace import replace_withdrawn

_WHERE = {
    "allocating": ("allocate",),
    "allocation": ("Allocation",),
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
    "naming": ("pseudonyms",),
    "reading.problems": ("Columns", "read_problem"),
    "record": ("anonymous", "make_record", "verify"),
    "seeds": ("Seed", "commitment"),
    "waiting.alternates": ("choose_alternates",),
    "waiting.online": ("Door", "admit"),
    "waiting.order": ("waiting_order",),
    "waiting.replace": ("replace_withdrawn",),
}
_MODULE = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Allocation",
    "BadInput",
    "BadRecord",
    "Cancelled",
    "Columns",
    "Decision",
    "Door",
    "Draw",
    "FairPlacesError",
    "ImpossibleRules",
    "InputProblem",
    "Limit",
    "Person",
    "Problem",
    "Rule",
    "Seed",
    "Team",
    "__version__",
    "admit",
    "allocate",
    "anonymous",
    "audit",
    "choose_alternates",
    "commitment",
    "draw",
    "effects",
    "explain_chance",
    "make_record",
    "outside",
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
