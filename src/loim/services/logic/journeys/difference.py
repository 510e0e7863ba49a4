"""What a later edition of a journey changed: for those who adopted an earlier one."""

from dataclasses import dataclass
from enum import Enum

from loim.services.logic.journeys.plan import JourneyPlan, StepPlan


class Kind(Enum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class StepChange:
    """`what` are names of StepPlan's fields that changed. A step may be both moved and changed:
    then it is CHANGED and `what` has 'place'."""

    kind: Kind
    step: StepPlan
    before: StepPlan | None = None
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """`stages_changed`: a stage was added, removed, renamed or moved."""

    steps: tuple[StepChange, ...]
    stages_changed: bool

    def __bool__(self) -> bool:
        return bool(self.steps) or self.stages_changed


COMPARED = ("words", "needs", "conditions", "deadline", "minutes", "services")


def difference(old: JourneyPlan, new: JourneyPlan) -> Difference:
    """In the order of the new plan; what was removed comes last, in its old order."""
    was = {step.key: step for step in old.steps}
    now = {step.key for step in new.steps}
    moved = _moved(old, new)
    changes = []
    for step in new.steps:
        before = was.get(step.key)
        if before is None:
            changes.append(StepChange(Kind.ADDED, step))
            continue
        what = tuple(name for name in COMPARED if getattr(step, name) != getattr(before, name))
        if what:
            place = ("place",) if step.key in moved else ()
            changes.append(StepChange(Kind.CHANGED, step, before, (*what, *place)))
        elif step.key in moved:
            changes.append(StepChange(Kind.MOVED, step, before, ("place",)))
    changes += [StepChange(Kind.REMOVED, step) for step in old.steps if step.key not in now]
    return Difference(tuple(changes), old.stages != new.stages)


def _moved(old: JourneyPlan, new: JourneyPlan) -> set[int]:
    """Steps of both that stand in another stage, or before one that they stood behind; as few as
    explain the new order."""
    stages = {step.key: step.stage for step in old.steps}
    both = [step for step in new.steps if step.key in stages]
    elsewhere = {step.key for step in both if step.stage != stages[step.key]}
    rank = {step.key: number for number, step in enumerate(old.steps)}
    stayed = _longest_rising([rank[step.key] for step in both if step.key not in elsewhere])
    return {step.key for step in both if rank[step.key] not in stayed}


def _longest_rising(ranks: list[int]) -> set[int]:
    best: list[list[int]] = []
    for rank in ranks:
        before = max((run for run in best if run[-1] < rank), key=len, default=[])
        best.append([*before, rank])
    longest: list[int] = max(best, key=len, default=[])
    return set(longest)
