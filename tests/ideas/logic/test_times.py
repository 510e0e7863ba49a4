from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loim.ideas.logic.forum.times import Gathering, Stage, choice_has_begun, gathering_at, stage_of

NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


@given(st.dates(date(2023, 10, 1), date(2023, 10, 30)))
def test_a_day_is_before_during_or_after(day: date) -> None:
    stage = stage_of(day, date(2023, 10, 12), date(2023, 10, 13))

    assert (stage == Stage.DURING) == (day in {date(2023, 10, 12), date(2023, 10, 13)})
    assert (stage == Stage.BEFORE) == (day < date(2023, 10, 12))


def test_gathering_begins_with_its_moment_and_has_ended_at_its_last() -> None:
    later = NOW + timedelta(hours=1)

    assert gathering_at(NOW, NOW, later) == Gathering.OPEN
    assert gathering_at(later, NOW, later) == Gathering.OVER
    assert gathering_at(NOW - timedelta(seconds=1), NOW, later) == Gathering.NOT_YET
    assert gathering_at(NOW, None, None) == Gathering.OPEN


def test_choosing_has_begun_only_where_something_is_chosen() -> None:
    assert choice_has_begun(NOW, "jury", NOW)
    assert not choice_has_begun(NOW, "none", NOW)
    assert not choice_has_begun(NOW, "audience", NOW + timedelta(seconds=1))
