"""Every step that is shown applies, after what it needs; editions are kept and compared whole."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.services.logic.conditions import Answers, Applies, Question, applies
from loim.services.logic.journeys.checklist import (
    checklist,
    groups_of,
    questions_in,
    total_minutes,
)
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
CHILD = ([{"question": "children"}],)
STUDENT = ([{"question": "status", "any": ["student"]}],)
YOUNG_OR_STUDENT = ([{"question": "age", "at_most": 26}], *STUDENT)
CONDITIONS = [(), CHILD, STUDENT, YOUNG_OR_STUDENT]
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        Question.AGE: st.sampled_from([17, 26, 27]),
        Question.CHILDREN: st.sampled_from([frozenset(), frozenset({3})]),
        Question.STATUS: st.sampled_from([frozenset({"worker"}), frozenset({"student"})]),
    },
)


@st.composite
def plans(draw: Any) -> JourneyPlan:
    keys = draw(st.lists(st.integers(1, 12), unique=True, max_size=8))
    stages = [1, 2]
    steps = [
        StepPlan(
            key=key, stage=draw(st.sampled_from(stages)), text=key, words=draw(st.integers(1, 2)),
            needs=tuple(sorted(draw(st.sets(st.sampled_from(keys), max_size=2)) - {key})),
            conditions=draw(st.sampled_from(CONDITIONS)),
            deadline=draw(RULES), minutes=draw(st.integers(0, 90)),
        )
        for key in keys
    ]  # fmt: skip
    if circle_in({step.key: step.needs for step in steps}):
        steps = [StepPlan(**{**vars(step), "needs": ()}) for step in steps]
    return JourneyPlan(tuple(StagePlan(key, {"et": str(key)}) for key in stages), tuple(steps))


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), ANSWERS)
def test_every_step_shown_applies_and_none_that_applies_is_missing(
    plan: JourneyPlan, answers: Answers
) -> None:
    days = {"arrival": date(2026, 1, 15)}
    shown = checklist(plan, answers, days)
    assert {one.step.key for one in shown} == {
        step.key for step in plan.steps if applies(groups_of(step), answers) is not Applies.NO
    }
    place = {one.step.key: number for number, one in enumerate(shown)}
    assert all(place[need] < place[one.step.key] for one in shown for need in one.needs)
    assert all(
        (one.deadline is not None)
        == (one.step.deadline is not None and one.step.deadline.event == "arrival")
        for one in shown
    )
    if all(question in answers for question in questions_in(plan)):
        assert {one.fit for one in shown} <= {Applies.YES}
    sure, most = total_minutes(shown)
    assert sure <= most == sum(one.step.minutes for one in shown)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
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
