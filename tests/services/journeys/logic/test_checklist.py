"""Every step that is shown applies, after what it needs; editions are kept and compared whole."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.services.logic.journeys.checklist import Fit, checklist, total_minutes
from loim.services.logic.journeys.deadlines import DeadlineRule, Side, Unit
from loim.services.logic.journeys.difference import Kind, difference
from loim.services.logic.journeys.order import circle_in
from loim.services.logic.journeys.plan import (
    JourneyPlan,
    StagePlan,
    StepPlan,
    as_json,
    from_json,
)

RULES = st.none() | st.builds(
    DeadlineRule, st.sampled_from(["arrival", "work"]), st.sampled_from(Side),
    st.integers(0, 90), st.sampled_from(Unit),
)  # fmt: skip


@st.composite
def plans(draw: Any) -> JourneyPlan:
    keys = draw(st.lists(st.integers(1, 12), unique=True, max_size=8))
    stages = [1, 2]
    steps = [
        StepPlan(
            key=key, stage=draw(st.sampled_from(stages)), text=key, words=draw(st.integers(1, 2)),
            needs=tuple(sorted(draw(st.sets(st.sampled_from(keys), max_size=2)) - {key})),
            conditions=draw(st.sampled_from([(), ("child",), ("student",)])),
            deadline=draw(RULES), minutes=draw(st.integers(0, 90)),
        )
        for key in keys
    ]  # fmt: skip
    if circle_in({step.key: step.needs for step in steps}):
        steps = [StepPlan(**{**vars(step), "needs": ()}) for step in steps]
    return JourneyPlan(tuple(StagePlan(key, {"et": str(key)}) for key in stages), tuple(steps))


@settings(max_examples=120)
@given(plans(), st.dictionaries(st.sampled_from(["child", "student"]), st.sampled_from(Fit)))
def test_every_step_shown_applies_and_none_that_applies_is_missing(
    plan: JourneyPlan, answers: dict[str, Fit]
) -> None:
    def fit_of(conditions: tuple[Any, ...]) -> Fit:
        return answers.get(conditions[0], Fit.PERHAPS) if conditions else Fit.YES

    days = {"arrival": date(2026, 1, 15)}
    shown = checklist(plan, fit_of, days)
    assert {one.step.key for one in shown} == {
        step.key for step in plan.steps if fit_of(step.conditions) is not Fit.NO
    }
    place = {one.step.key: number for number, one in enumerate(shown)}
    assert all(place[need] < place[one.step.key] for one in shown for need in one.needs)
    assert all(
        (one.deadline is not None)
        == (one.step.deadline is not None and one.step.deadline.event == "arrival")
        for one in shown
    )
    sure, most = total_minutes(shown)
    assert sure <= most == sum(one.step.minutes for one in shown)


@settings(max_examples=100)
@given(plans(), plans())
def test_editions_come_back_from_json_and_differ_only_where_they_do(
    old: JourneyPlan, new: JourneyPlan
) -> None:
    assert from_json(as_json(old)) == old
    assert not difference(old, old)
    found = difference(old, new)
    was, now = {s.key for s in old.steps}, {s.key for s in new.steps}
    kinds = {kind: {c.step.key for c in found.steps if c.kind is kind} for kind in Kind}
    assert (kinds[Kind.ADDED], kinds[Kind.REMOVED]) == (now - was, was - now)
    untouched = [s for s in new.steps if s.key not in {c.step.key for c in found.steps}]
    assert [s for s in old.steps if s in untouched] == untouched


def test_one_step_moved_up_is_one_change() -> None:
    stage = (StagePlan(1, {"et": "Algus"}),)
    a, b, c = (StepPlan(key, 1, key, 1) for key in (1, 2, 3))
    found = difference(JourneyPlan(stage, (a, b, c)), JourneyPlan(stage, (c, a, b)))
    assert [(change.kind, change.step.key) for change in found.steps] == [(Kind.MOVED, 3)]
