"""Days counted from an event, over holidays, ends of months and leap days."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.services.logic.journeys.deadlines import (
    Deadline,
    DeadlineRule,
    Side,
    Unit,
    counted,
    deadline,
    is_day_off,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def rule(amount: int, unit: Unit = Unit.DAYS, side: Side = Side.WITHIN) -> DeadlineRule:
    return DeadlineRule("arrival", side, amount, unit)


def test_the_day_of_the_event_is_not_counted() -> None:
    assert deadline(rule(30), date(2026, 11, 2)) == Deadline(last_day=date(2026, 12, 2))


def test_on_a_day_off_the_working_day_before_is_told_too() -> None:
    assert deadline(rule(30), date(2026, 11, 26)) == Deadline(
        last_day=date(2026, 12, 26), better_day=date(2026, 12, 23)
    )


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert counted(date(2026, 12, 22), 3, Unit.WORKING_DAYS) == date(2026, 12, 29)
    assert counted(date(2026, 12, 29), -3, Unit.WORKING_DAYS) == date(2026, 12, 22)


def test_months_end_with_the_month() -> None:
    assert counted(date(2028, 1, 31), 1, Unit.MONTHS) == date(2028, 2, 29)
    assert counted(date(2026, 5, 31), -3, Unit.MONTHS) == date(2026, 2, 28)


def test_before_and_from() -> None:
    before = deadline(rule(2, Unit.WEEKS, Side.BEFORE), date(2026, 9, 1))
    assert before == Deadline(last_day=date(2026, 8, 18))
    since = deadline(rule(5, Unit.MONTHS, Side.FROM), date(2026, 9, 1))
    assert since == Deadline(first_day=date(2027, 2, 1))


@settings(max_examples=120)
@given(DAYS, st.integers(0, 120))
def test_working_days_counted_one_by_one_are_as_many(start: date, amount: int) -> None:
    end = counted(start, amount, Unit.WORKING_DAYS)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(not is_day_off(day) for day in between) == amount
    assert amount == 0 or not is_day_off(end)


@settings(max_examples=120)
@given(DAYS, st.integers(0, 60), st.sampled_from(Unit))
def test_more_is_never_earlier_and_the_better_day_is_open(
    start: date, amount: int, unit: Unit
) -> None:
    assert counted(start, amount + 1, unit) > counted(start, amount, unit) >= start
    found = deadline(rule(amount, unit), start)
    assert found.last_day is not None
    if found.better_day is None:
        assert not is_day_off(found.last_day)
    else:
        assert found.better_day < found.last_day
        assert not is_day_off(found.better_day)
