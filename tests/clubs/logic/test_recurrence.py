"""The days of a rule against python-dateutil over ten years, and in known years by hand."""

from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule, rruleset, weekdays
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loim.clubs.logic.quarters import planned_until, quarter_of
from loim.clubs.logic.recurrence import (
    Frequency,
    Pause,
    Rule,
    Skipped,
    meeting_days,
    next_day,
    skipped_days,
)
from loim.common.holidays import holidays_of

TEN_YEARS = timedelta(days=3653)
START, END = date(2020, 1, 1), date(2026, 12, 31)
TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 4

days = st.dates(START, END)
pauses = st.builds(
    lambda start, length: Pause(start, start + timedelta(days=length)),
    st.dates(START, date(2036, 12, 31)),
    st.integers(0, 120),
)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    frequency = draw(st.sampled_from(Frequency))
    first = draw(days)
    return Rule(
        frequency=frequency,
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        first_day=first,
        interval=draw(st.integers(1, 6)),
        nths=draw(st.frozensets(st.sampled_from([1, 2, 3, 4, -1]), min_size=1))
        if frequency == Frequency.MONTHLY
        else frozenset(),
        until=draw(st.none() | st.dates(first, first + TEN_YEARS)),
        quarters=draw(st.frozensets(st.integers(1, 4), min_size=1)),
        skips_holidays=draw(st.booleans()),
        pauses=tuple(draw(st.lists(pauses, max_size=4))),
    )


def by_dateutil(rule: Rule, first: date, last: date) -> list[date]:
    """Quarters as BYMONTH, pauses and holidays as EXDATE: what another calendar would be told."""
    months = [month for month in range(1, 13) if (month - 1) // 3 + 1 in rule.quarters]
    if rule.frequency == Frequency.WEEKLY:
        on = [weekdays[day] for day in rule.weekdays]
    else:
        on = [weekdays[day](nth) for day in rule.weekdays for nth in rule.nths]
    found = rruleset()
    found.rrule(
        rrule(
            WEEKLY if rule.frequency == Frequency.WEEKLY else MONTHLY,
            dtstart=datetime.combine(rule.first_day, time(17, 30)),
            interval=rule.interval,
            byweekday=on,
            bymonth=months,
            until=datetime.combine(rule.until, time.max) if rule.until else None,
        )
    )
    day = first
    while day <= last:
        is_out = any(pause.start <= day <= pause.end for pause in rule.pauses)
        if is_out or (rule.skips_holidays and day in holidays_of(day.year)):
            found.exdate(datetime.combine(day, time(17, 30)))
        day += timedelta(days=1)
    moments = found.between(
        datetime.combine(first, time.min), datetime.combine(last, time.max), inc=True
    )
    return [moment.date() for moment in moments]


@settings(deadline=None, max_examples=150)
@given(rules())
def test_any_rule_gives_the_days_of_dateutil_for_ten_years(rule: Rule) -> None:
    first, last = rule.first_day, rule.first_day + TEN_YEARS
    assert meeting_days(rule, first, last) == by_dateutil(rule, first, last)


@settings(deadline=None)
@given(rules(), st.integers(0, 3000), st.integers(0, 500))
@example(Rule(Frequency.WEEKLY, frozenset({6}), date(2023, 1, 7), interval=3), 1, 40)
def test_a_part_of_the_time_gives_the_same_days_as_the_whole(
    rule: Rule, passed: int, length: int
) -> None:
    """A job plans quarter by quarter: nothing may depend on where it begins."""
    whole = meeting_days(rule, rule.first_day, rule.first_day + TEN_YEARS)
    first = rule.first_day + timedelta(days=passed)
    last = first + timedelta(days=length)
    assert meeting_days(rule, first, last) == [day for day in whole if first <= day <= last]


@settings(deadline=None)
@given(rules())
def test_every_day_of_the_rhythm_is_either_met_on_or_skipped_for_a_reason(rule: Rule) -> None:
    first, last = rule.first_day, rule.first_day + timedelta(days=800)
    met = meeting_days(rule, first, last)
    skipped = dict(skipped_days(rule, first, last))
    assert not set(met) & set(skipped)
    assert all(day.weekday() in rule.weekdays for day in [*met, *skipped])
    for day, why in skipped.items():
        assert (why == Skipped.QUARTER) == (quarter_of(day) not in rule.quarters)


def test_quarters_one_two_and_four_have_no_summer() -> None:
    rule = Rule(
        Frequency.WEEKLY, frozenset({TUESDAY}), date(2023, 1, 10), quarters=frozenset({1, 2, 4})
    )
    found = meeting_days(rule, date(2023, 1, 1), date(2023, 12, 31))
    assert {quarter_of(day) for day in found} == {1, 2, 4}
    # 51 Tuesdays from 10 January, 13 of them in summer, and Boxing Day.
    assert len(found) == 51 - 13 - 1
    assert skipped_days(rule, date(2023, 12, 1), date(2023, 12, 31)) == [
        (date(2023, 12, 26), Skipped.HOLIDAY)
    ]


def test_every_second_week_is_counted_from_the_week_of_the_first_day() -> None:
    rule = Rule(Frequency.WEEKLY, frozenset({TUESDAY}), date(2023, 3, 2), interval=2)
    # Thursday 2 March: its week's Tuesday is past, so the next one is two weeks after that.
    assert meeting_days(rule, date(2023, 3, 1), date(2023, 4, 1)) == [
        date(2023, 3, 14),
        date(2023, 3, 28),
    ]


def test_the_first_and_the_last_wednesday_of_a_month() -> None:
    rule = Rule(
        Frequency.MONTHLY, frozenset({WEDNESDAY}), date(2023, 1, 1), nths=frozenset({1, -1})
    )
    assert meeting_days(rule, date(2023, 3, 1), date(2023, 4, 30)) == [
        date(2023, 3, 1),
        date(2023, 3, 29),
        date(2023, 4, 5),
        date(2023, 4, 26),
    ]


def test_estonias_holidays_of_2026() -> None:
    assert sorted(holidays_of(2026)) == [
        date(2026, 1, 1), date(2026, 2, 24), date(2026, 4, 3), date(2026, 4, 5),
        date(2026, 5, 1), date(2026, 5, 24), date(2026, 6, 23), date(2026, 6, 24),
        date(2026, 8, 20), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26),
    ]  # fmt: skip


def test_good_friday_is_met_on_by_those_who_choose_so() -> None:
    rule = Rule(Frequency.WEEKLY, frozenset({FRIDAY}), date(2026, 3, 27), until=date(2026, 4, 10))
    with_it = Rule(
        Frequency.WEEKLY, frozenset({FRIDAY}), date(2026, 3, 27), until=date(2026, 4, 10),
        skips_holidays=False,
    )  # fmt: skip
    assert date(2026, 4, 3) not in meeting_days(rule, date(2026, 1, 1), END)
    assert date(2026, 4, 3) in meeting_days(with_it, date(2026, 1, 1), END)


def test_the_next_day_is_found_over_a_paused_quarter() -> None:
    rule = Rule(
        Frequency.WEEKLY, frozenset({TUESDAY}), date(2023, 1, 10), quarters=frozenset({1, 2, 4})
    )
    assert next_day(rule, date(2023, 6, 28)) == date(2023, 10, 3)
    ended = Rule(Frequency.WEEKLY, frozenset({TUESDAY}), date(2023, 1, 10), until=date(2023, 2, 1))
    assert next_day(ended, date(2023, 2, 2)) is None


def test_planning_reaches_to_the_end_of_the_next_quarter_in_which_it_meets() -> None:
    assert planned_until(date(2023, 2, 1), {1, 2, 4}) == date(2023, 6, 30)
    assert planned_until(date(2023, 5, 1), {1, 2, 4}) == date(2023, 12, 31)
    assert planned_until(date(2023, 8, 1), {1, 2, 4}) == date(2023, 12, 31)
    assert planned_until(date(2023, 11, 1), {1, 2, 4}) == date(2024, 3, 31)
    assert planned_until(date(2023, 11, 1), {4}) == date(2024, 12, 31)
