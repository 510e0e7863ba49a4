"""How far a way is, without a database."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.networks.logic.joining.progress import (
    LEFT,
    RIGHT,
    StepDates,
    counted,
    months_after,
    picture_of,
)
from loim.networks.logic.joining.ready_steps import READY_STEPS
from loim.networks.logic.joining.states import STEP_STEPS, WAITING_STEPS, StepStage

DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))
STEPS = st.lists(
    st.builds(
        StepDates, stage=st.sampled_from(StepStage), due=st.none() | DAYS, done=st.none() | DAYS
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, start=DAYS, today=DAYS)
def test_the_picture_keeps_its_marks_within_and_in_the_order_of_days(
    steps: list[StepDates], start: date, today: date
) -> None:
    numbers = counted(steps, today)
    assert 0 <= numbers.done <= numbers.all <= len(steps)
    assert numbers.done + numbers.overdue <= numbers.all
    assert 0 <= numbers.percent <= 100
    picture = picture_of(steps, start, today)
    if picture is None:
        assert not any(step.due or step.done for step in steps)
        return
    assert len(picture.marks) == len(steps)
    dated = [
        (step.due, mark.due_x)
        for step, mark in zip(steps, picture.marks, strict=True)
        if step.due and mark.due_x is not None
    ]
    assert all(LEFT <= x <= RIGHT for _day, x in dated)
    assert [x for _day, x in sorted(dated)] == sorted(x for _day, x in dated)


@given(day=DAYS, months=st.integers(0, 60))
def test_months_after_are_that_many_months_after(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_every_state_leads_somewhere_and_ready_words_are_whole() -> None:
    assert set(STEP_STEPS) == set(StepStage)
    assert StepStage.DONE not in WAITING_STEPS
    assert all(all(step.title) and all(step.explanation) for step in READY_STEPS)
