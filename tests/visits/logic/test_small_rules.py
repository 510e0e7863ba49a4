"""Answers of hosts, changes since one was told, suggestions, opinions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loim.visits.logic.changes import ChangeKind, Told, changes_for
from loim.visits.logic.feasibility import Planned
from loim.visits.logic.host_answers import HostAnswer, HostStep, answer_after
from loim.visits.logic.opinions import figures
from loim.visits.logic.suggestions import suggestions
from loim.visits.logic.towns import minutes_between

NINE = datetime(2023, 11, 15, 9, tzinfo=UTC)


def facts(**changed: Any) -> dict[str, Any]:
    return {
        "start": "2023-11-15T07:00:00+00:00", "end": "2023-11-15T08:00:00+00:00",
        "title": {"": "Kohtumine"}, "town": "Narva", "to_town": "", "place": "", "address": "",
        "is_off": False, **changed,
    }  # fmt: skip


def kinds(before: Told, after: Told) -> list[ChangeKind]:
    return [change.kind for change in changes_for(1, before, after)]


@given(st.sampled_from(HostAnswer), st.lists(st.sampled_from(HostStep)))
def test_no_steps_lead_to_an_answer_that_nobody_knows(
    answer: HostAnswer, steps: list[HostStep]
) -> None:
    for step in steps:
        answer = answer_after(answer, step) or answer
    assert answer in HostAnswer


def test_what_is_cancelled_is_asked_about_no_more_but_can_be_confirmed_after_all() -> None:
    assert answer_after("cancelled", HostStep.ASK) is None
    assert answer_after("cancelled", HostStep.CANCEL) is None
    assert answer_after("cancelled", HostStep.CONFIRM) == HostAnswer.CONFIRMED


def test_each_change_of_ones_own_itinerary_is_told_and_no_other() -> None:
    before = Told({"1": facts(), "2": facts()}, {"1": [1], "2": [2]})

    assert kinds(before, before) == []
    assert kinds(Told({}, {}), before) == [ChangeKind.ADDED]
    assert kinds(before, Told({"2": facts()}, {"1": []})) == [ChangeKind.REMOVED]
    assert kinds(before, Told({"1": facts(is_off=True)}, {"1": [1]})) == [ChangeKind.OFF]
    assert kinds(
        before, Told({"1": facts(end="2023-11-15T09:00:00+00:00", place="Saal")}, {"1": [1]})
    ) == [ChangeKind.MOVED, ChangeKind.PLACE]
    assert kinds(before, Told({"1": facts(title={"": "Muu"})}, {"1": [1]})) == [ChangeKind.RENAMED]
    others = Told({"1": facts(), "2": facts(town="Jõhvi")}, {"1": [1], "2": [2]})
    assert kinds(before, others) == []


def meeting(key: int, town: str, hours: int = 0, places: int | None = None) -> Planned:
    start = NINE + timedelta(hours=hours)
    return Planned(
        key, "meeting", start, start + timedelta(hours=2), begins_in=town, ends_in=town,
        places=places,
    )  # fmt: skip


def test_other_meetings_at_that_time_with_room_are_suggested_the_nearest_first() -> None:
    found = suggestions(
        meeting(1, "Narva"),
        [
            meeting(1, "Narva"),
            meeting(2, "Jõhvi"),
            meeting(3, "Narva", places=10),
            meeting(4, "Narva", places=1),
            meeting(5, "Narva", hours=3),
            meeting(6, "Tallinn"),
        ],
        {4: frozenset({9}), 3: frozenset({7, 8})},
        affected=5,
        minutes_between=minutes_between,
    )

    assert [(one.key, one.free_places) for one in found] == [(3, 8), (2, None)]


def test_of_fewer_than_five_nothing_is_shown() -> None:
    assert figures([5, 5, 5, 5]) is None
    shown = figures([5, 4, 4, 3, 1])
    assert shown is not None
    assert (shown.number, shown.average, shown.counts) == (5, 3.4, (1, 0, 1, 2, 1))
