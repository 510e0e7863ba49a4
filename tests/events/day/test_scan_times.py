from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.events.logic.day.scan_times import CLOSE_ENOUGH, corrected, day_of_scan

TALLINN = ZoneInfo("Europe/Tallinn")
NOON = datetime(2023, 11, 15, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
whiles = st.timedeltas(timedelta(), timedelta(days=3))


def test_a_phone_with_a_right_clock_is_believed():
    assert corrected(NOON - HOUR, sent_at=NOON, received_at=NOON) == NOON - HOUR


def test_a_phone_two_hours_ahead_is_set_right():
    sent = NOON + 2 * HOUR
    assert corrected(sent - HOUR, sent_at=sent, received_at=NOON) == NOON - HOUR


def test_a_phone_that_lives_in_1970_is_set_right():
    sent = datetime(1970, 1, 1, 3, tzinfo=UTC)
    assert corrected(sent - HOUR, sent_at=sent, received_at=NOON) == NOON - HOUR


def test_a_time_to_come_is_now():
    assert corrected(NOON + HOUR, sent_at=NOON, received_at=NOON) == NOON


@given(
    scanned=moments, waited=whiles, ahead=st.timedeltas(timedelta(days=-900), timedelta(days=900))
)
def test_whatever_the_phones_clock_says_the_time_is_right_within_two_minutes(
    scanned, waited, ahead
):
    received = scanned + waited
    found = corrected(scanned + ahead, sent_at=received + ahead, received_at=received)

    assert abs(found - scanned) <= CLOSE_ENOUGH
    assert found <= received


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2023, 11, 14, 23, 59, tzinfo=TALLINN), None),
        (datetime(2023, 11, 15, 0, 0, tzinfo=TALLINN), date(2023, 11, 15)),
        (datetime(2023, 11, 16, 1, 0, tzinfo=TALLINN), date(2023, 11, 16)),
        (datetime(2023, 11, 16, 23, 59, tzinfo=TALLINN), date(2023, 11, 16)),
        (datetime(2023, 11, 17, 5, 59, tzinfo=TALLINN), date(2023, 11, 16)),
        (datetime(2023, 11, 17, 6, 0, tzinfo=TALLINN), None),
        (datetime(2023, 11, 14, 22, 30, tzinfo=UTC), date(2023, 11, 15)),
    ],
)
def test_the_day_is_tallinns_and_a_night_belongs_to_its_evening(at, day):
    assert day_of_scan(at, date(2023, 11, 15), date(2023, 11, 16), TALLINN) == day
