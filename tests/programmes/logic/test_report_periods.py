from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.logic.report_periods import (
    MONTHS,
    ReportPeriod,
    period_of,
    periods_within,
    reportable,
)

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
KINDS = st.sampled_from(sorted(MONTHS))


def test_a_quarter_is_three_calendar_months() -> None:
    assert period_of("quarter", date(2024, 2, 29)) == ReportPeriod(
        date(2024, 1, 1), date(2024, 3, 31), "quarter"
    )
    assert period_of("quarter", date(2023, 12, 31)).ordinal == 4


def test_the_second_half_year_ends_with_the_year() -> None:
    period = period_of("half_year", date(2023, 7, 1))
    assert (period.start, period.end, period.ordinal) == (date(2023, 7, 1), date(2023, 12, 31), 2)


def test_the_last_period_is_cut_to_the_programmes_last_day() -> None:
    years = periods_within("year", date(2028, 1, 1), date(2029, 10, 31))
    assert [(p.start, p.end) for p in years] == [
        (date(2028, 1, 1), date(2028, 12, 31)),
        (date(2029, 1, 1), date(2029, 10, 31)),
    ]


def test_only_periods_that_are_over_and_not_reported_are_offered_newest_first() -> None:
    offered = reportable(
        "quarter",
        date(2023, 1, 1),
        date(2029, 10, 31),
        today=date(2023, 10, 2),
        reported=[(date(2023, 4, 1), date(2023, 6, 30))],
    )
    assert [period.start for period in offered] == [date(2023, 7, 1), date(2023, 1, 1)]


def test_a_period_is_not_over_on_its_last_day() -> None:
    period = period_of("quarter", date(2023, 9, 1))
    assert not period.is_over(date(2023, 9, 30))
    assert period.is_over(date(2023, 10, 1))


@given(kind=KINDS, first=DAYS, length=st.integers(0, 3000))
def test_periods_cover_every_day_once(kind: str, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = periods_within(kind, first, last)
    assert found[0].start == first
    assert found[-1].end == last
    for before, after in pairwise(found):
        assert after.start == before.end + timedelta(days=1)


@given(kind=KINDS, day=DAYS)
def test_a_day_is_in_its_own_period(kind: str, day: date) -> None:
    period = period_of(kind, day)
    assert period.start <= day <= period.end
    assert period_of(kind, period.end) == period
