"""The deadline is a moment: the same second in Tallinn, Lisbon and Auckland."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from loim.trainings.logic.teams.receiving import Arrival, Times, arrival

TALLINN = ZoneInfo("Europe/Tallinn")
CLOSES = datetime(2022, 2, 28, 23, 59, 59, tzinfo=TALLINN)
TIMES = Times(datetime(2022, 2, 1, tzinfo=TALLINN), CLOSES)
WITH_LATE = Times(TIMES.opens_at, CLOSES, CLOSES + timedelta(days=2))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        # The last second of the day in Tallinn, as clocks elsewhere show it.
        (datetime(2022, 2, 28, 21, 59, 59, tzinfo=UTC), Arrival.IN_TIME),
        (datetime(2022, 2, 28, 21, 59, 59, tzinfo=ZoneInfo("Europe/Lisbon")), Arrival.IN_TIME),
        (datetime(2022, 3, 1, 10, 59, 59, tzinfo=ZoneInfo("Pacific/Auckland")), Arrival.IN_TIME),
        (datetime(2022, 2, 28, 16, 59, 59, tzinfo=ZoneInfo("America/New_York")), Arrival.IN_TIME),
        # The second itself counts to its end, and the next is too late.
        (datetime(2022, 2, 28, 21, 59, 59, 999_999, tzinfo=UTC), Arrival.IN_TIME),
        (datetime(2022, 2, 28, 22, 0, 0, tzinfo=UTC), Arrival.TOO_LATE),
        (datetime(2022, 3, 1, 11, 0, 0, tzinfo=ZoneInfo("Pacific/Auckland")), Arrival.TOO_LATE),
        # 23:59:59 on a clock in Lisbon is two hours after it was so in Tallinn.
        (datetime(2022, 2, 28, 23, 59, 59, tzinfo=ZoneInfo("Europe/Lisbon")), Arrival.TOO_LATE),
    ],
)
def test_the_second_of_the_deadline_is_the_same_everywhere(
    when: datetime, expected: Arrival
) -> None:
    assert arrival(TIMES, when) == expected


def test_before_the_call_opens_it_is_too_early() -> None:
    assert arrival(TIMES, TIMES.opens_at - timedelta(seconds=1)) == Arrival.EARLY
    assert arrival(TIMES, TIMES.opens_at) == Arrival.IN_TIME


def test_late_ones_are_accepted_for_as_long_as_the_call_says() -> None:
    assert arrival(WITH_LATE, CLOSES + timedelta(seconds=1)) == Arrival.LATE
    assert arrival(WITH_LATE, CLOSES + timedelta(days=2)) == Arrival.LATE
    assert arrival(WITH_LATE, CLOSES + timedelta(days=2, seconds=1)) == Arrival.TOO_LATE
