"""Holding a draw: from a problem and a secret to a record under pseudonyms."""

from collections.abc import Callable
from types import MappingProxyType

from fairplaces.allocating import allocate
from fairplaces.held import Held
from fairplaces.naming import pseudonyms
from fairplaces.problem import Problem
from fairplaces.record import anonymous, make_record
from fairplaces.secret import Secret
from fairplaces.targets import Objective
from fairplaces.watch import Progress


def hold_draw(
    problem: Problem,
    secret: Secret,
    public: str = "",
    *,
    objective: Objective = "leximin",
    seconds: float | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Held:
    """Draw: the same problem, secret and public value give the same result on any machine.

    public: the value that completes the seed ("" where none was promised). After `seconds` the
    best lottery so far is drawn from. Raises `ImpossibleRules` (then ask `relaxations`).
    """
    names = pseudonyms((person.id for person in problem.people), secret.salt)
    allocation = allocate(
        anonymous(problem, names),
        objective,
        seconds=seconds,
        progress=progress,
        cancelled=cancelled,
    )
    record = make_record(allocation, secret.seed(public))
    return Held(record, MappingProxyType(dict(names)))
