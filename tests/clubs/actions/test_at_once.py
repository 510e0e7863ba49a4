"""Everybody comes at once: exactly the places there are. Without the lock it goes wrong."""

import time
from typing import Any

import pytest

from loim.clubs.actions import desk, settling, visiting
from loim.clubs.actions.joining import ask_to_join, confirm, leave_club
from loim.clubs.actions.planning import plan_club
from loim.clubs.actions.visiting import MeetingFull, announce
from loim.clubs.logic.person_states import HOLDING
from loim.clubs.models import Club, ClubMeeting, Visit
from tests.clubs.conftest import NOW
from tests.events.places.parallel import Call, at_once
from tests.factories import clubs as make

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = 3


@pytest.fixture(autouse=True)
def everybody_counts_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between counting and writing there is time for others to count the same."""
    for module, name in ((settling, "people_with_a_place"), (visiting, "drop_ins_of")):
        monkeypatch.setattr(module, name, _slow(getattr(module, name)))


def _slow(count: Call) -> Call:
    def counting(*arguments: Any) -> Any:
        found = count(*arguments)
        time.sleep(0.05)
        return found

    return counting


def switch_the_lock_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "take_turn", lambda _club: None)


def a_rush(club: Club) -> list[Call]:
    """Eight come by account, four confirm their letters; a regular leaves meanwhile."""
    pending = [make.person(club, "pending") for _ in range(4)]
    leaves = make.person(club)

    def joining(number: int) -> Call:
        return lambda: ask_to_join(
            club=club,
            name=f"Tulija {number}",
            email=f"rush{number}@example.ee",
            language="en",
            is_proved=True,
            now=NOW,
        )

    def confirming(number: int) -> Call:
        return lambda: confirm(person=pending[number], now=NOW)

    return [
        *(joining(number) for number in range(8)),
        *(confirming(number) for number in range(4)),
        lambda: leave_club(person=leaves, now=NOW),
    ]


def holding(club: Club) -> int:
    return club.people.filter(state__in=sorted(HOLDING)).count()


def test_as_many_regulars_as_there_are_places(db: Any) -> None:
    club = make.club(capacity=PLACES)
    at_once(a_rush(club))
    assert holding(club) == PLACES
    assert club.people.filter(state="waiting").count() == 12 - PLACES


def test_without_the_lock_there_are_too_many(monkeypatch: pytest.MonkeyPatch, db: Any) -> None:
    switch_the_lock_off(monkeypatch)
    club = make.club(capacity=PLACES)
    at_once(a_rush(club))
    assert holding(club) > PLACES


def dropping_in(meeting: ClubMeeting) -> list[Call]:
    def coming(number: int) -> Call:
        return lambda: announce(
            meeting=meeting,
            name=f"Külaline {number}",
            email=f"guest{number}@example.ee",
            language="en",
            now=NOW,
        )

    return [coming(number) for number in range(8)]


def planned(club: Club) -> ClubMeeting:
    make.rule(club)
    plan_club(club=club, by=None, now=NOW)
    found = ClubMeeting.objects.order_by("day").first()
    assert found
    return found


def test_as_many_drop_in_as_there_are_places(db: Any) -> None:
    meeting = planned(make.club(drop_in_places=PLACES))
    answers = at_once(dropping_in(meeting))
    assert Visit.objects.filter(meeting=meeting, is_drop_in=True).count() == PLACES
    assert sum(isinstance(answer, MeetingFull) for answer in answers) == 8 - PLACES


def test_without_the_lock_too_many_drop_in(monkeypatch: pytest.MonkeyPatch, db: Any) -> None:
    switch_the_lock_off(monkeypatch)
    meeting = planned(make.club(drop_in_places=PLACES))
    at_once(dropping_in(meeting))
    assert Visit.objects.filter(meeting=meeting, is_drop_in=True).count() > PLACES


def test_two_who_plan_at_once_make_each_meeting_once(db: Any) -> None:
    club = make.club()
    make.rule(club)
    at_once([lambda: plan_club(club=club, by=None, now=NOW)] * 4)
    assert ClubMeeting.objects.filter(club=club).count() == 21
