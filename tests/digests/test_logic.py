"""When letters are due and what stands in them, for any history."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.digests.logic.interests import tidied, wants
from loim.digests.logic.parts import parts_for
from loim.digests.logic.schedule import due_moment, due_period, period_of

TALLINN = ZoneInfo("Europe/Tallinn")
BEGAN = datetime(2022, 1, 1, tzinfo=UTC)
moments = st.integers(0, 3_000_000).map(  # minutes: nearly six years
    lambda minutes: (BEGAN + timedelta(minutes=minutes)).astimezone(TALLINN)
)


def here(*when: int) -> datetime:
    return datetime(*when, tzinfo=TALLINN)  # type: ignore[arg-type,misc]


@dataclass(frozen=True)
class New:
    key: str
    topics: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (here(2023, 10, 2, 7, 59), None),  # the minute before the first one
        (here(2023, 10, 2, 8, 0), "2023-W40"),
        (here(2023, 10, 5, 23, 0), "2023-W40"),  # the worker stood still
        (here(2023, 10, 9, 7, 59), "2023-W40"),
        (here(2023, 10, 9, 8, 0), "2023-W41"),
        (here(2023, 10, 30, 8, 0), "2023-W44"),  # the day after the clock went back
        (here(2024, 12, 30, 8, 0), "2025-W01"),
    ],
)
def test_a_weekly_letter_is_due_from_eight_in_the_morning_of_its_day(now, due):
    begun_at = here(2023, 10, 1, 15)

    assert due_period(weekday=0, begun_at=begun_at, settled_period="", now=now) == due


def test_whoever_begins_after_eight_waits_for_the_next_week():
    begun_at = here(2023, 10, 2, 8, 0) + timedelta(seconds=1)

    assert (
        due_period(weekday=0, begun_at=begun_at, settled_period="", now=here(2023, 10, 8)) is None
    )


@given(moments, st.integers(0, 6))
@settings(max_examples=60)
def test_the_due_moment_is_past_of_the_day_and_less_than_a_week_and_an_hour_old(now, weekday):
    moment = due_moment(weekday, now)

    assert (moment.weekday(), moment.hour) == (weekday, 8)
    assert moment <= now
    assert now.replace(tzinfo=None) - moment.replace(tzinfo=None) < timedelta(days=7)


@given(st.lists(st.tuples(moments, st.integers(0, 6)), max_size=30))
@settings(max_examples=60)
def test_no_history_gives_two_letters_for_one_week(history):
    """Whoever moves their day back and forth, however often the job runs."""
    settled, periods = "", []
    for now, weekday in sorted(history):
        period = due_period(
            weekday=weekday, begun_at=here(2020, 1, 1), settled_period=settled, now=now
        )
        if period:
            settled = period
            periods.append(period)

    assert len(periods) == len(set(periods))


def test_weeks_are_named_so_that_they_stand_in_the_order_of_time():
    days = [date(2020, 12, 28) + timedelta(weeks=number) for number in range(400)]
    names = [period_of(day) for day in days]

    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("interests", "source", "topics", "is_wanted"),
    [
        ([], "news", [], True),
        (["news"], "news", ["families"], True),
        (["news"], "library", [], False),
        (["library:keel"], "library", ["keel", "noored"], True),
        (["library:keel"], "library", ["noored"], False),
        (["library:keel"], "library", [], False),
        (["library:keel"], "events", ["keel"], False),
    ],
)
def test_interests(interests, source, topics, is_wanted):
    assert wants(interests, source, topics) is is_wanted


def test_a_ticked_topic_narrows_its_source_down():
    assert tidied(["news", "library"], ["library:keel"]) == ["news", "library:keel"]
    assert tidied([], ["library:keel"]) == ["library:keel"]


keys = st.text("abcde", min_size=1, max_size=2)


@given(
    st.dictionaries(keys, st.lists(keys.map(New), max_size=12), max_size=3), st.sets(keys),
    st.integers(1, 4),
)  # fmt: skip
@settings(max_examples=80)
def test_a_letter_tells_all_that_is_new_once_and_has_no_empty_part(new, told, most):
    parts = parts_for(new, interests=[], told=told, most=most)

    for part in parts:
        shown = [item.key for item in part.shown]
        assert shown
        assert len(shown) == len(set(shown)) <= most
        assert len(part.keys) == len(shown) + part.more
        assert part.keys == {item.key for item in new[part.source]} - told
    assert {part.source for part in parts} == {
        source for source, items in new.items() if {item.key for item in items} - told
    }
