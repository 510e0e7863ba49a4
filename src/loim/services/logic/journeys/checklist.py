"""A person's own list: the steps that apply, in order, with days counted from what they said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from loim.services.logic.journeys.deadlines import Deadline, deadline
from loim.services.logic.journeys.order import in_order
from loim.services.logic.journeys.plan import JourneyPlan, StepPlan


class Fit(Enum):
    """PERHAPS: the person did not answer what it depends on."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


@dataclass(frozen=True)
class PlannedStep:
    """`needs` are those of the list that come before it. `deadline` is None where the step has
    none, or the day that it counts from was not said."""

    step: StepPlan
    fit: Fit
    deadline: Deadline | None = None
    needs: tuple[int, ...] = ()


def checklist(
    plan: JourneyPlan,
    fit_of: Callable[[tuple[Any, ...]], Fit],
    event_days: Mapping[str, date],
) -> list[PlannedStep]:
    """A step that does not apply is left out, and so is what others need of it: whoever has no
    children cannot first find a school. Its own needs stay in order all the same."""
    fits = {step.key: fit_of(step.conditions) for step in plan.steps}
    by_key = {step.key: step for step in plan.steps}
    order = in_order([step.key for step in plan.steps], {s.key: s.needs for s in plan.steps})
    shown = [key for key in order if fits[key] is not Fit.NO]
    return [
        PlannedStep(
            step=by_key[key],
            fit=fits[key],
            deadline=_deadline(by_key[key], event_days),
            needs=tuple(need for need in by_key[key].needs if need in shown),
        )
        for key in shown
    ]


def _deadline(step: StepPlan, event_days: Mapping[str, date]) -> Deadline | None:
    rule = step.deadline
    if rule is None or rule.event not in event_days:
        return None
    return deadline(rule, event_days[rule.event])


def total_minutes(steps: list[PlannedStep]) -> tuple[int, int]:
    """Of the person's own time: for sure, and with the steps that perhaps apply."""
    sure = sum(one.step.minutes for one in steps if one.fit is Fit.YES)
    return sure, sum(one.step.minutes for one in steps)
