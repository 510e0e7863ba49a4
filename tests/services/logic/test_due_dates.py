"""When a service is to be confirmed again."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.services.logic.due_dates import is_due_soon, is_overdue, next_due
from loim.services.logic.service_states import STEPS, ServiceState, ServiceStep, after


def test_half_a_year_later_is_the_same_day_or_the_last_one() -> None:
    assert next_due(date(2023, 3, 15), 6) == date(2023, 9, 15)
    assert next_due(date(2023, 8, 31), 6) == date(2024, 2, 29)


@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_what_was_just_confirmed_is_not_overdue_and_becomes_so_once(day: date, months: int) -> None:
    due = next_due(day, months)

    assert due > day
    assert not is_overdue(due, day)
    assert not is_overdue(due, due)
    assert is_due_soon(due, due)
    assert is_overdue(due, due + timedelta(days=1))


def test_a_closed_service_is_reopened_and_a_draft_is_not_closed() -> None:
    assert after(ServiceState.CLOSED, ServiceStep.REOPEN) is ServiceState.ACTIVE
    assert after(ServiceState.DRAFT, ServiceStep.CLOSE) is None
    assert set(STEPS.values()) == {ServiceState.ACTIVE, ServiceState.CLOSED}
