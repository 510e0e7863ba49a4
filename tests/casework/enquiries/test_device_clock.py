"""When something was that a device with a wrong clock wrote down."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loim.casework.logic.enquiries.device_clock import (
    OLDEST,
    TOLERANCE,
    Doubt,
    read_clock,
    said_by_hand,
)

NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)
errors = st.timedeltas(min_value=timedelta(days=-900), max_value=timedelta(days=900))
ago = st.timedeltas(min_value=timedelta(), max_value=OLDEST - timedelta(minutes=5))


@given(errors, ago)
def test_a_wrong_clock_is_put_right_by_its_difference(error: timedelta, before: timedelta) -> None:
    sent_at = NOW - error
    reading = read_clock(held_at=sent_at - before, sent_at=sent_at, now=NOW)

    assert not reading.doubt
    assert abs(reading.held_at - (NOW - before)) <= TOLERANCE
    assert reading.moved == (error if abs(error) > TOLERANCE else None)


@given(errors, errors, ago)
def test_a_time_is_never_in_the_future_nor_from_last_year(
    error: timedelta, then: timedelta, before: timedelta
) -> None:
    reading = read_clock(
        held_at=NOW - then - before, sent_at=NOW - error, now=NOW, error_when_written=then
    )

    if not reading.doubt:
        assert NOW - OLDEST - TOLERANCE <= reading.held_at <= NOW
    if abs(then - error) > TOLERANCE:
        assert reading.doubt  # the clock was set in between: a person is asked


def test_what_is_a_month_old_or_to_come_is_asked_about() -> None:
    old = read_clock(held_at=NOW - timedelta(days=32), sent_at=NOW, now=NOW)
    coming = read_clock(held_at=NOW + timedelta(minutes=3), sent_at=NOW, now=NOW)

    assert (old.doubt, coming.doubt) == (Doubt.OLD, Doubt.FUTURE)


def test_what_a_person_wrote_holds_unless_it_is_to_come() -> None:
    assert not said_by_hand(held_at=NOW - timedelta(days=90), now=NOW).doubt
    assert said_by_hand(held_at=NOW + timedelta(days=1), now=NOW).doubt is Doubt.FUTURE
