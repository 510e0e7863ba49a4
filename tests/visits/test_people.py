"""Who goes where; two organisers at once send the same person to two places."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from loim.visits.actions import people, planning
from loim.visits.models import Going, GroupMember, Visit
from loim.visits.queries.board import load_board
from tests.events.places.parallel import at_once
from tests.factories.visits import group, leg, visit, visitor
from tests.visits.conftest import Trip
from tests.world import World


@pytest.mark.django_db
def test_whoever_is_named_goes_there_though_their_group_goes_elsewhere(
    world: World, trip: Trip, now: datetime
) -> None:
    youth = group(trip.visit, "Noored", trip.mari, trip.jyri)
    usual, other = leg(trip.visit, groups=[youth]), leg(trip.visit, goes="named")

    people.name_for_leg(leg=other, participant=trip.mari, by=world.coordinator, now=now)

    board = load_board(trip.visit)
    assert board.ways.legs == {trip.mari.pk: (other.pk,), trip.jyri.pk: (usual.pk,)}
    assert board.problems == []


@pytest.mark.django_db
def test_nobody_is_named_for_two_at_once_and_nobody_without_a_place(
    world: World, trip: Trip, now: datetime
) -> None:
    one, other = leg(trip.visit, "09:00", "10:30"), leg(trip.visit, "10:00", "11:00")
    who = {"by": world.coordinator, "now": now}
    people.name_for_leg(leg=one, participant=trip.mari, **who)

    with pytest.raises(people.InTwoPlaces, match="Mari Maasikas"):
        people.name_for_leg(leg=other, participant=trip.mari, **who)
    waiting = visitor(trip.visit, state="waiting")
    with pytest.raises(people.HasNoPlace):
        people.name_for_leg(leg=one, participant=waiting, **who)

    assert Going.objects.get().leg == one


@pytest.mark.django_db
def test_of_several_named_those_who_cannot_are_said_and_the_others_go(
    world: World, trip: Trip, now: datetime
) -> None:
    one, other = leg(trip.visit), leg(trip.visit)
    who = {"by": world.coordinator, "now": now}
    people.name_for_leg(leg=one, participant=trip.mari, **who)

    [refused] = people.name_people(leg=other, participants=[trip.mari, trip.jyri], **who)

    assert "Mari Maasikas" in refused
    assert list(other.named.values_list("participant", flat=True)) == [trip.jyri.pk]


@pytest.mark.django_db
def test_people_change_groups_and_whoever_left_meanwhile_is_passed_over(
    world: World, trip: Trip, now: datetime
) -> None:
    first, second = group(trip.visit, "Esimene", trip.mari), group(trip.visit, "Teine")
    foreign = group(visit(), "Võõras")
    gone = visitor(trip.visit, state="cancelled")
    wanted = {trip.mari.pk: second.pk, trip.jyri.pk: foreign.pk, gone.pk: first.pk}

    changed = people.put_into_groups(visit=trip.visit, groups=wanted, by=world.coordinator, now=now)

    assert changed == 1
    assert list(GroupMember.objects.values_list("participant", "group")) == [
        (trip.mari.pk, second.pk)
    ]


@pytest.mark.django_db
def test_a_group_that_a_leg_needs_stays(world: World, trip: Trip, now: datetime) -> None:
    youth = group(trip.visit, "Noored")
    leg(trip.visit, groups=[youth], title="Noortekeskus")
    with pytest.raises(people.GroupIsNeeded, match="Noortekeskus"):
        people.remove_group(group=youth, by=world.coordinator, now=now)


@pytest.mark.django_db
def test_whoever_withdraws_is_nowhere_any_more(trip: Trip) -> None:
    leg(trip.visit)
    trip.mari.state = "cancelled"
    trip.mari.save()

    assert set(load_board(trip.visit).ways.legs) == {trip.jyri.pk}


def both_at_once(trip: Trip, by: Any, now: datetime) -> list[Any]:
    one, other = leg(trip.visit, "09:00", "10:30"), leg(trip.visit, "10:00", "11:00")

    def naming(which: Any) -> Callable[[], Any]:
        return lambda: people.name_for_leg(leg=which, participant=trip.mari, by=by, now=now)

    return at_once([naming(one), naming(other)])


def look_too_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if neither saw what the other is about to write."""
    monkeypatch.setattr(people, "elsewhere", lambda _leg, _participant: None)


def take_no_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        planning, "lock_visit", lambda key: Visit.objects.select_related("event").get(pk=key)
    )


@contextmanager
def without_the_rule() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE visits_going DROP CONSTRAINT nobody_in_two_places")
        yield
        cursor.execute("DELETE FROM visits_going")
        cursor.execute(
            "ALTER TABLE visits_going ADD CONSTRAINT nobody_in_two_places"
            " EXCLUDE USING gist (participant_id WITH =, during WITH &&)"
        )


@pytest.mark.django_db(transaction=True)
def test_two_organisers_at_once_send_nobody_to_two_places(
    world: World, trip: Trip, now: datetime
) -> None:
    outcomes = both_at_once(trip, world.coordinator, now)

    assert sorted(type(one).__name__ for one in outcomes) == ["Going", "InTwoPlaces"]
    assert Going.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_taking_turns_the_database_still_says_no(
    world: World, trip: Trip, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_too_early(monkeypatch)
    take_no_turns(monkeypatch)

    outcomes = both_at_once(trip, world.coordinator, now)

    assert sorted(type(one).__name__ for one in outcomes) == ["Going", "InTwoPlaces"]


@pytest.mark.django_db(transaction=True)
def test_without_turns_and_without_the_rule_somebody_would_be_in_two_places(
    world: World, trip: Trip, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    look_too_early(monkeypatch)
    take_no_turns(monkeypatch)

    with without_the_rule():
        both_at_once(trip, world.coordinator, now)
        assert Going.objects.count() == 2
