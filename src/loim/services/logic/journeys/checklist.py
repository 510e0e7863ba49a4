"""A person's own list: the steps that apply, in order, with days counted from what they said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loim.services.logic.condition_form import read_groups
from loim.services.logic.conditions import (
    Answers,
    Applies,
    Groups,
    Question,
    applies,
    questions_of,
)
from loim.services.logic.journeys.deadlines import Deadline, deadline
from loim.services.logic.journeys.order import in_order
from loim.services.logic.journeys.plan import JourneyPlan, StepPlan


@dataclass(frozen=True)
class PlannedStep:
    """`fit` is YES, or UNKNOWN where the person did not answer what it depends on. `needs` are
    those of the list that come before it. `deadline` is None where the step has none, or the day
    that it counts from was not said."""

    step: StepPlan
    fit: Applies
    deadline: Deadline | None = None
    needs: tuple[int, ...] = ()


def checklist(
    plan: JourneyPlan, answers: Answers, event_days: Mapping[str, date]
) -> list[PlannedStep]:
    """A step that does not apply is left out, and so is what others need of it: whoever has no
    children cannot first find a school. Its own needs stay in order all the same."""
    fits = {step.key: applies(groups_of(step), answers) for step in plan.steps}
    by_key = {step.key: step for step in plan.steps}
    order = in_order([step.key for step in plan.steps], {s.key: s.needs for s in plan.steps})
    shown = [key for key in order if fits[key] is not Applies.NO]
    return [
        PlannedStep(
            step=by_key[key],
            fit=fits[key],
            deadline=_deadline(by_key[key], event_days),
            needs=tuple(need for need in by_key[key].needs if need in shown),
        )
        for key in shown
    ]


def groups_of(step: StepPlan) -> Groups:
    return read_groups(list(step.conditions))


def questions_in(plan: JourneyPlan) -> tuple[Question, ...]:
    """What its steps depend on, each once, in the order in which it is best asked."""
    return questions_of(group for step in plan.steps for group in groups_of(step))


def _deadline(step: StepPlan, event_days: Mapping[str, date]) -> Deadline | None:
    rule = step.deadline
    if rule is None or rule.event not in event_days:
        return None
    return deadline(rule, event_days[rule.event])


def total_minutes(steps: list[PlannedStep]) -> tuple[int, int]:
    """Of the person's own time: for sure, and with the steps that perhaps apply."""
    sure = sum(one.step.minutes for one in steps if one.fit is Applies.YES)
    return sure, sum(one.step.minutes for one in steps)
