"""Opening hours against dateutil's own reading of RFC 5545, and days that differ."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from dateutil import rrule
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loim.common.holidays import is_holiday
from loim.services.logic.opening import (
    LAST,
    Exceptional,
    Hours,
    Opening,
    Rule,
    hours_on,
    is_open,
    next_opening,
    opening_at,
    openings,
)
from loim.services.logic.opening_never import NeverOpens, never_opens

TALLINN = ZoneInfo("Europe/Tallinn")
DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
NINE, FIVE = time(9), time(17)

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
month_days = st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(
    lambda day: (day.month, day.day)
)
rules = st.builds(
    Rule,
    weekdays=st.frozensets(st.integers(0, 6), max_size=5),
    opens_at=clocks,
    closes_at=clocks,
    start_date=st.none() | days,
    end_date=st.none() | days,
    season_start=month_days,
    season_end=month_days,
    interval=st.sampled_from([1, 1, 2, 3]),
    nths=st.just(frozenset()) | st.frozensets(st.sampled_from([1, 2, 5, LAST]), max_size=2),
    is_open_on_holidays=st.booleans(),
)
exceptions = st.builds(
    lambda day, length, hours: Exceptional(day, day + length * DAY, tuple(hours)),
    days,
    st.integers(0, 5),
    st.lists(st.builds(Hours, clocks, clocks), max_size=2),
)


def days_by_dateutil(rule, first, last):
    """The days of the recurrence, its validity and season, holidays left out: independently."""
    began = rule.start_date or date(1970, 1, 5)
    until = min(rule.end_date or last, last)
    if not rule.weekdays or until < began:
        return set()
    weekday = [rrule.weekday(each) for each in rule.weekdays]
    if rule.nths:
        weekday = [each(nth) for each in weekday for nth in rule.nths]
    found = rrule.rrule(
        rrule.MONTHLY if rule.nths else rrule.WEEKLY,
        dtstart=datetime.combine(began, time()),
        until=datetime.combine(until, time()),
        interval=rule.interval,
        byweekday=weekday,
        wkst=rrule.MO,
    )
    start, end = rule.season_start or (1, 1), rule.season_end or (12, 31)
    season, day = set(), date(2024, 1, 1)  # walked through, day by day, in a leap year
    while (day.month, day.day) != start:
        day += DAY
    while True:
        season.add((day.month, day.day))
        if (day.month, day.day) == end:
            break
        day = day + DAY if day.year == (day + DAY).year else date(2024, 1, 1)
    found = {day.date() for day in found if day.date() >= first}
    return {
        day
        for day in found
        if (day.month, day.day) in season and (rule.is_open_on_holidays or not is_holiday(day))
    }


@settings(max_examples=150, deadline=None)
@given(rules, days)
def test_a_rule_opens_on_the_days_that_dateutil_finds(rule, first):
    last = first + 60 * DAY
    ours = {day for n in range(61) if hours_on((rule,), (), day := first + n * DAY)}
    assert ours == days_by_dateutil(rule, first, last)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(rules, max_size=3),
    st.lists(exceptions, max_size=2),
    st.datetimes(datetime(2026, 3, 25), datetime(2026, 4, 2)) | st.datetimes(datetime(2026, 10, 22), datetime(2026, 10, 28)),
)  # fmt: skip
def test_it_is_open_exactly_within_its_openings(rules, exceptions, at):
    at = at.replace(tzinfo=UTC)
    day = at.astimezone(TALLINN).date()

    found = openings(rules, exceptions, day - 2 * DAY, day + 9 * DAY)

    assert all(each.start.astimezone(UTC) < each.end.astimezone(UTC) for each in found)
    assert all(one.end.astimezone(UTC) < two.start.astimezone(UTC) for one, two in pairwise(found))
    within = [each for each in found if each.start <= at < each.end]
    assert is_open(rules, exceptions, at) == bool(within)
    later = [each.start for each in found if each.start > at]
    following = next_opening(rules, exceptions, at)
    if later:
        assert following is not None
        assert following.start == later[0]
    assert following is None or following.start > at


@settings(max_examples=60, deadline=None)
@given(rules, st.lists(exceptions, max_size=2))
@example(Rule(frozenset({0}), NINE, FIVE, season_start=(2, 29), season_end=(2, 29)), [])
def test_what_never_opens_has_no_day_in_forty_years_and_what_opens_has_one(rule, exceptions):
    reason = never_opens((rule,), exceptions)
    first = rule.start_date or (rule.end_date or date(2024, 1, 1)) - 40 * 366 * DAY
    last = rule.end_date or date(2068, 12, 31)
    opens = any(
        hours_on((rule,), exceptions, first + n * DAY) for n in range((last - first).days + 1)
    ) or any(hours_on((), exceptions, each.start_date + n * DAY)
             for each in exceptions for n in range((each.end_date - each.start_date).days + 1))  # fmt: skip
    assert (reason is None) == opens


def test_each_way_of_never_opening_has_its_reason():
    def why(*exceptions, from_day=None, **fields):
        rule = Rule(**{"weekdays": frozenset({0}), "opens_at": NINE, "closes_at": FIVE, **fields})
        return never_opens((rule,), exceptions, from_day=from_day)

    assert never_opens(()) == NeverOpens.NO_RULES
    assert why(weekdays=frozenset()) == NeverOpens.NO_WEEKDAYS
    assert why(start_date=MONDAY, end_date=MONDAY - DAY) == NeverOpens.ENDS_BEFORE_IT_STARTS
    assert why(end_date=MONDAY, from_day=MONDAY + DAY) == NeverOpens.IS_OVER
    assert why(start_date=MONDAY + DAY, end_date=MONDAY + 6 * DAY) == NeverOpens.NO_SUCH_DAY
    assert why(season_start=(12, 24), season_end=(12, 26)) == NeverOpens.ONLY_HOLIDAYS
    closed = Exceptional(MONDAY, MONDAY)
    assert why(closed, start_date=MONDAY, end_date=MONDAY) == NeverOpens.ALL_CLOSED
    assert why(closed, start_date=MONDAY) is None


def test_past_midnight_and_through_the_clock_at_an_end():
    night = Rule(frozenset({5}), time(22), time(4))  # the Saturday before both changes of the clock
    spring, autumn = date(2026, 3, 28), date(2026, 10, 24)

    def hours(day):
        (only,) = openings((night,), (), day, day)
        return only.end.astimezone(UTC) - only.start.astimezone(UTC)

    assert hours(spring) == timedelta(hours=5)
    assert hours(autumn) == timedelta(hours=7)
    # The hour that does not exist is not open; the first of the repeated one is.
    gap = Rule(frozenset({6}), time(3), time(4))
    assert openings((gap,), (), spring + DAY, spring + DAY) == ()
    twice = Rule(frozenset({6}), time(3), time(4))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert is_open((twice,), (), first)
    assert opening_at((twice,), (), first.astimezone(TALLINN)) is not None


def test_holidays_are_closed_unless_said_and_the_shortest_exception_holds():
    every = Rule(frozenset(range(7)), NINE, FIVE)
    christmas = date(2026, 12, 24)
    week = Exceptional(christmas - 3 * DAY, christmas + 5 * DAY, (Hours(NINE, time(12)),))

    assert hours_on((every,), (), christmas) == ()
    assert hours_on((Rule(frozenset({3}), NINE, FIVE, is_open_on_holidays=True),), (), christmas)
    assert hours_on((every,), (week,), christmas) == (Hours(NINE, time(12)),)
    assert hours_on((every,), (week, Exceptional(christmas, christmas)), christmas) == ()


def test_day_and_night_is_one_opening():
    always = Rule(frozenset(range(7)), time(0), time(0), is_open_on_holidays=True)
    assert openings((always,), (), MONDAY, MONDAY + DAY) == (
        Opening(datetime(2026, 11, 23, tzinfo=TALLINN), datetime(2026, 11, 25, tzinfo=TALLINN)),
    )
    assert next_opening((always,), (), datetime(2026, 11, 23, 12, tzinfo=TALLINN)) is None
