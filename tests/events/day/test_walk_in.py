"""People at the door who have no place."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.events.actions.day.walk_in import (
    LetIn,
    NoFreePlace,
    NotLetIn,
    WalkIn,
    add_walk_in,
    let_in,
)
from loim.events.actions.places import AlreadyRegistered, ReasonMissing, StepNotPossible
from loim.events.logic.day.outcomes import Outcome
from loim.events.logic.participant_states import HOLDING
from loim.events.models import CheckIn, Decision, Event, EventStatus, Participant
from loim.people.models import Role
from tests.events.day.conftest import MORNING
from tests.factories import membership, user
from tests.factories.registration import participant, place_rule
from tests.world import World

pytestmark = pytest.mark.django_db


def liis(**fields: object) -> WalkIn:
    given = {"scan": uuid4(), "at": MORNING, "name": "Liis Lepp", **fields}
    return WalkIn(**given)  # type: ignore[arg-type]


def full(event: Event, **settings: object) -> None:
    for _ in range(event.registration_settings.capacity or 0):
        participant(event)


def capacity(event: Event) -> int | None:
    event.registration_settings.refresh_from_db()
    return event.registration_settings.capacity


def test_a_walk_in_has_a_free_place_and_is_checked_in(world: World, meeting: Event):
    newcomer = liis(organisation_name="Tartu LV", email="liis@example.ee")

    found = add_walk_in(event=meeting, newcomer=newcomer, by=world.coordinator, now=MORNING)

    person = Participant.objects.get()
    assert (found.outcome, found.participant) == (Outcome.IN, person)
    assert (person.name, person.state, person.registration.door) == (
        "Liis Lepp", "attended", "walk_in",
    )  # fmt: skip
    assert (person.organisation, person.municipality) == (world.tartu, world.tartu.municipality)
    assert dict(meeting.attendances.values_list("organisation", "people")) == {world.tartu.pk: 1}
    assert capacity(meeting) == 10


def test_the_same_walk_in_sent_twice_is_one_person(world: World, meeting: Event):
    newcomer = liis()
    for now in (MORNING, MORNING + timedelta(hours=3)):
        found = add_walk_in(event=meeting, newcomer=newcomer, by=world.coordinator, now=now)
        assert found.outcome == Outcome.IN
    assert Participant.objects.count() == CheckIn.objects.count() == 1


def test_without_a_free_place_a_written_reason_is_asked_for(world: World, meeting: Event):
    full(meeting)
    with pytest.raises(NoFreePlace):
        add_walk_in(event=meeting, newcomer=liis(), by=world.coordinator, now=MORNING)
    assert Participant.objects.count() == 10
    meeting.refresh_from_db()
    assert meeting.status == EventStatus.PUBLISHED  # nothing is half done


def test_with_a_written_reason_the_event_has_one_place_more(world: World, meeting: Event):
    full(meeting)
    newcomer = liis(note="Tuli kolleegi asemel")

    add_walk_in(event=meeting, newcomer=newcomer, by=world.coordinator, now=MORNING)

    assert capacity(meeting) == 11
    assert meeting.participants.filter(state__in=HOLDING).count() == 11
    first = Decision.objects.filter(participant__name="Liis Lepp").order_by("pk").first()
    assert (first.reason, first.note) == ("by_hand", "Tuli kolleegi asemel")  # type: ignore[union-attr]


def test_a_reason_admits_past_a_ceiling_without_new_places(world: World, meeting: Event):
    place_rule(meeting, value="student", ceiling=1)
    participant(meeting, party="student")
    newcomer = liis(party="student")
    with pytest.raises(NoFreePlace):
        add_walk_in(event=meeting, newcomer=newcomer, by=world.coordinator, now=MORNING)

    newcomer = replace(newcomer, note="Esineb päeva lõpus")
    add_walk_in(event=meeting, newcomer=newcomer, by=world.coordinator, now=MORNING)
    assert capacity(meeting) == 10
    assert Participant.objects.filter(party="student", state="attended").count() == 1


def test_whoever_is_on_the_list_is_not_added_again(world: World, meeting: Event):
    participant(meeting, email="liis@example.ee")
    newcomer = liis(email="Liis@example.ee")
    with pytest.raises(AlreadyRegistered):
        add_walk_in(event=meeting, newcomer=newcomer, by=world.coordinator, now=MORNING)


def test_a_walk_in_on_another_day_leaves_nothing(world: World, meeting: Event):
    later = MORNING + timedelta(days=2)
    with pytest.raises(NotLetIn):
        add_walk_in(event=meeting, newcomer=liis(at=later), by=world.coordinator, now=later)
    assert not Participant.objects.exists()


@pytest.mark.parametrize("is_full", [True, False])
def test_whoever_waits_is_let_in_with_a_reason_before_others_who_wait(
    world: World, meeting: Event, is_full: bool
):
    if is_full:
        full(meeting)
    first, second = participant(meeting, "waiting"), participant(meeting, "waiting")
    person = LetIn(scan=uuid4(), at=MORNING, participant=second.pk, note="Koht jäi tühjaks")
    early = MORNING - timedelta(hours=9)  # of the same day, before the event begins

    found = let_in(event=meeting, person=replace(person, at=early), by=world.coordinator, now=early)

    second.refresh_from_db()
    first.refresh_from_db()
    assert (found.outcome, second.state, first.state) == (Outcome.IN, "attended", "waiting")
    assert capacity(meeting) == (11 if is_full else 10)


def test_letting_in_needs_a_reason(world: World, meeting: Event):
    jaan = participant(meeting, "waiting")
    person = LetIn(scan=uuid4(), at=MORNING, participant=jaan.pk)
    with pytest.raises(ReasonMissing):
        let_in(event=meeting, person=person, by=world.coordinator, now=MORNING)
    jaan.refresh_from_db()
    assert jaan.state == "waiting"


def test_letting_in_twice_is_once(world: World, meeting: Event):
    jaan = participant(meeting, "waiting")
    person = LetIn(scan=uuid4(), at=MORNING, participant=jaan.pk, note="Tuli kohale")
    for _ in range(2):
        found = let_in(event=meeting, person=person, by=world.coordinator, now=MORNING)
        assert found.outcome == Outcome.IN
    assert CheckIn.objects.count() == 1


def test_whoever_withdrew_comes_anew_as_a_walk_in(world: World, meeting: Event):
    gone = participant(meeting, "cancelled", email="liis@example.ee")
    person = LetIn(scan=uuid4(), at=MORNING, participant=gone.pk, note="Tuli siiski")
    with pytest.raises(StepNotPossible):
        let_in(event=meeting, person=person, by=world.coordinator, now=MORNING)
    add_walk_in(
        event=meeting, newcomer=liis(email="liis@example.ee"), by=world.coordinator, now=MORNING
    )
    assert sorted(Participant.objects.values_list("state", flat=True)) == ["attended", "cancelled"]


def test_an_outsider_lets_nobody_in(world: World, meeting: Event):
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    jaan = participant(meeting, "waiting")
    with pytest.raises(PermissionDenied):
        add_walk_in(event=meeting, newcomer=liis(), by=stranger, now=MORNING)
    person = LetIn(scan=uuid4(), at=MORNING, participant=jaan.pk, note="x")
    with pytest.raises(PermissionDenied):
        let_in(event=meeting, person=person, by=stranger, now=MORNING)
