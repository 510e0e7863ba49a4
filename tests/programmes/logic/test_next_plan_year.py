"""The October review begins with dates that are right for most rows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.documents.reader import read_plan
from loim.programmes.logic.next_plan_year import moved_row, moved_to_next_period, next_period
from loim.programmes.logic.plan_document import DateRange, RowLevel, ScheduleRow
from tests.programmes.plans.conftest import CONTENT_2023

YEAR = DateRange(date(2023, 1, 1), date(2023, 12, 31))
NEXT = DateRange(date(2024, 1, 1), date(2024, 12, 31))
PROGRAMME = DateRange(date(2023, 1, 1), date(2029, 10, 31))


def row(
    period: DateRange | None, overall: DateRange | None = PROGRAMME, *, is_off: bool = False
) -> ScheduleRow:
    return ScheduleRow(RowLevel.GROUP, "1", "Klubi", overall, period, is_off, "ELVL")


def days(start: tuple[int, int, int], end: tuple[int, int, int]) -> DateRange:
    return DateRange(date(*start), date(*end))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(row(YEAR), row(NEXT), id="the whole year stays the whole year"),
        pytest.param(
            row(days((2023, 3, 1), (2023, 12, 31)), days((2023, 3, 1), (2029, 10, 31))),
            row(NEXT, days((2023, 3, 1), (2029, 10, 31))),
            id="what began in March goes on from January",
        ),
        pytest.param(
            row(days((2023, 6, 1), (2023, 8, 31))),
            row(days((2024, 6, 1), (2024, 8, 31))),
            id="a season moves by a year",
        ),
        pytest.param(
            row(days((2023, 2, 28), (2023, 6, 30))),
            row(days((2024, 2, 28), (2024, 6, 30))),
            id="the day of the month stays",
        ),
        pytest.param(
            row(None, days((2024, 4, 1), (2029, 10, 31)), is_off=True),
            row(days((2024, 4, 1), (2024, 12, 31)), days((2024, 4, 1), (2029, 10, 31))),
            id="'Ei kohaldu' is resolved when the overall period begins",
        ),
        pytest.param(
            row(None, days((2025, 1, 1), (2029, 10, 31)), is_off=True),
            row(None, days((2025, 1, 1), (2029, 10, 31)), is_off=True),
            id="'Ei kohaldu' stays while the overall period has not begun",
        ),
        pytest.param(
            row(YEAR, days((2023, 1, 1), (2024, 5, 31))),
            row(days((2024, 1, 1), (2024, 5, 31)), days((2023, 1, 1), (2024, 5, 31))),
            id="dates are clipped to the overall period",
        ),
        pytest.param(
            row(days((2023, 1, 1), (2023, 9, 30)), days((2023, 1, 1), (2023, 9, 30))),
            row(None, days((2023, 1, 1), (2023, 9, 30)), is_off=True),
            id="what has ended does not apply any more",
        ),
        pytest.param(row(None), row(None), id="a row without dates stays without"),
    ],
)
def test_rows_move(before, after):
    assert moved_row(before, YEAR, NEXT) == after


@pytest.mark.parametrize(
    ("period", "following"),
    [
        (YEAR, NEXT),
        (days((2023, 7, 1), (2023, 12, 31)), days((2024, 1, 1), (2024, 6, 30))),
        (days((2022, 10, 1), (2023, 12, 31)), days((2024, 1, 1), (2025, 3, 31))),
    ],
)
def test_the_next_period_has_the_same_number_of_months(period, following):
    assert next_period(period) == following


def test_the_plan_of_2023_moves_to_2024_with_its_targets():
    plan = read_plan(CONTENT_2023)
    moved = moved_to_next_period(plan)
    assert moved.period == NEXT
    assert moved.order is None
    assert moved.indicators == plan.indicators
    by_code = {row.number: row for row in moved.rows if row.level is RowLevel.ACTIVITY}
    assert by_code["3.5.1.2"].period == NEXT  # 'Ei kohaldu' in 2023, begins on 01.01.2024
    assert {row.period for row in moved.rows} == {NEXT}
    assert [row.title for row in moved.rows] == [row.title for row in plan.rows]


some_days = st.dates(date(2022, 1, 1), date(2026, 12, 31))
ranges = st.builds(
    lambda start, length: DateRange(start, start + timedelta(days=length)),
    some_days,
    st.integers(0, 900),
)


@given(ranges, ranges | st.none())
def test_moved_dates_lie_within_the_overall_period_or_do_not_apply(period, overall):
    moved = moved_row(row(period, overall), YEAR, NEXT)
    assert (moved.period is None) == moved.is_not_applicable
    if moved.period and overall:
        assert overall.start <= moved.period.start <= moved.period.end <= overall.end
