"""Which days a page of the calendar shows, and what stands on each."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.events.logic.calendar import FIRST_DAY, LAST_DAY, View, by_day, leaf

days = st.dates(FIRST_DAY, LAST_DAY)


@dataclass(frozen=True)
class Dates:
    start_date: date
    end_date: date


def test_a_month_is_shown_in_whole_weeks_from_monday() -> None:
    august = leaf(View.MONTH, date(2026, 8, 27))
    assert (august.first, august.last) == (date(2026, 7, 27), date(2026, 9, 6))
    assert (august.earlier, august.later) == (date(2026, 7, 1), date(2026, 9, 1))
    assert [len(week) for week in august.weeks] == [7] * 6


def test_a_week_and_a_list() -> None:
    week = leaf(View.WEEK, date(2026, 8, 27))
    assert (week.first, week.last) == (date(2026, 8, 24), date(2026, 8, 30))
    assert (week.earlier, week.later) == (date(2026, 8, 17), date(2026, 8, 31))
    onwards = leaf(View.LIST, date(2026, 8, 27))
    assert (onwards.first, onwards.last) == (date(2026, 8, 27), None)


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_at_the_ends_of_time_one_goes_no_further(day: date) -> None:
    for view in View:
        shown = leaf(view, day)
        assert (shown.earlier is None) == (day == FIRST_DAY)
        assert (shown.later is None) == (day == LAST_DAY)


@settings(deadline=None)
@given(days, st.sampled_from([View.MONTH, View.WEEK]))
def test_pages_follow_each_other_without_a_hole_and_back(day: date, view: View) -> None:
    here = leaf(view, day)
    assert here.last is not None
    assert here.first <= day <= here.last
    assert {d.weekday() for d in (week[0] for week in here.weeks)} == {0}
    if here.later:
        following = leaf(view, here.later)
        assert following.first <= here.last + timedelta(days=1)
        assert following.earlier is not None
        assert leaf(view, following.earlier).first == here.first


spans = st.builds(
    lambda start, length: Dates(start, start + timedelta(days=length)),
    st.dates(date(2026, 7, 20), date(2026, 9, 10)),
    st.integers(0, 50),
)


@settings(deadline=None)
@given(st.lists(spans, max_size=12), st.integers(1, 4))
def test_every_event_stands_on_each_of_its_days_or_is_counted(
    events: list[Dates], at_most: int
) -> None:
    first, last = date(2026, 7, 27), date(2026, 9, 6)
    found = by_day(events, first, last, at_most=at_most)
    assert list(found) == [first + timedelta(days=n) for n in range(42)]
    for day, of_day in found.items():
        expected = [e for e in events if e.start_date <= day <= e.end_date]
        assert of_day.events == expected[: len(of_day.events)]
        assert len(of_day.events) + of_day.more == len(expected)
        assert len(of_day.events) <= at_most + 1
        assert of_day.more != 1
