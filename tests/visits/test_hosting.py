"""Hosts: asked, confirming, asking back, and cancelling in the morning."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.common.models import OutgoingMail
from loim.people.models import Role
from loim.visits.actions import hosting, people
from loim.visits.actions.releasing import release_visit
from loim.visits.models import Host, Leg
from loim.visits.queries.board import load_board
from loim.visits.queries.releases import untold
from loim.visits.queries.visits import visits_to_attend_to
from tests.factories import membership, user
from tests.factories.visits import DAY, group, host, leg
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db
MORNING = datetime(2023, 11, 15, 4, 30, tzinfo=UTC)  # half past six in Tallinn


def letters(template: str) -> list[str]:
    sent = OutgoingMail.objects.filter(template=template).order_by("pk")
    return list(sent.values_list("to", flat=True))


@pytest.fixture
def hosted(trip: Trip) -> Leg:
    youth = group(trip.visit, "Noored", trip.mari)
    return leg(
        trip.visit,
        "14:00",
        "15:00",
        groups=[youth],
        title="Noortekeskus",
        host=host(trip.visit, "Narva noortekeskus", contact_email="keskus@example.ee"),
    )


def test_a_host_is_asked_by_one_letter_and_confirms(
    world: World, trip: Trip, hosted: Leg, now: datetime
) -> None:
    asked = hosting.ask_host(host=hosted.host, by=world.coordinator, now=now)  # type: ignore[arg-type]
    hosted.refresh_from_db()
    assert (asked, hosted.answer) == (1, "asked")
    assert letters("visit_host") == ["keskus@example.ee"]

    hosting.confirm_leg(leg=hosted, now=now)
    hosting.confirm_leg(leg=hosted, now=now)  # pressed twice
    hosted.refresh_from_db()
    assert hosted.answer == "confirmed"


def test_a_host_who_cancels_in_the_morning_leaves_free_time_and_nothing_is_lost(
    world: World, trip: Trip, hosted: Leg, now: datetime
) -> None:
    other = group(trip.visit, "Ettevõtlus", trip.jyri)
    beside = leg(trip.visit, "14:00", "15:30", groups=[other], title="Ettevõtjad", places=10)
    release_visit(visit=trip.visit, by=world.coordinator, now=now)
    OutgoingMail.objects.all().delete()

    hosting.cancel_leg(leg=hosted, reason="Torud lõhkesid", now=MORNING)
    hosting.cancel_leg(leg=hosted, reason="Torud lõhkesid", now=MORNING)  # sent twice

    assert letters("visit_leg_cancelled") == [trip.mari.email]
    assert letters("visit_host_cancelled") == [world.coordinator.email]
    board = load_board(trip.visit)
    [free] = board.legs_of(trip.mari.pk)
    assert (free.title, free.is_off, free.cancel_reason) == (
        "Noortekeskus",
        True,
        "Torud lõhkesid",
    )
    assert [one.title for _idea, one in board.instead_of(free)] == ["Ettevõtjad"]
    assert list(free.groups.values_list("name", flat=True)) == ["Noored"]
    assert board.ways.people[beside.pk] == {trip.jyri.pk}
    # Whoever was told of it at once is not told again with the next changes.
    assert untold(board) == {}


def test_the_organiser_sees_at_once_what_was_cancelled_until_it_is_dealt_with(
    world: World, trip: Trip, hosted: Leg
) -> None:
    hosting.cancel_leg(leg=hosted, reason="Haige", now=MORNING)
    Leg.objects.filter(pk=hosted.pk).update(
        start_at=datetime.now(UTC), end_at=datetime.now(UTC) + timedelta(hours=1)
    )

    [found] = visits_to_attend_to(world.coordinator, DAY)
    assert [one.title for one in found.cancelled] == ["Noortekeskus"]

    hosting.deal_with(leg=hosted, by=world.coordinator, now=MORNING)
    assert visits_to_attend_to(world.coordinator, DAY) == []


def test_before_anybody_was_told_of_the_meeting_only_the_organiser_hears(
    world: World, trip: Trip, hosted: Leg
) -> None:
    hosting.cancel_leg(leg=hosted, reason="Haige", now=MORNING)

    assert letters("visit_leg_cancelled") == []
    assert letters("visit_host_cancelled") == [world.coordinator.email]


def test_a_reason_is_needed_and_what_is_over_is_not_cancelled(hosted: Leg) -> None:
    with pytest.raises(hosting.NoReason):
        hosting.cancel_leg(leg=hosted, reason="  ", now=MORNING)
    with pytest.raises(hosting.IsOver):
        hosting.cancel_leg(leg=hosted, reason="Haige", now=hosted.end_at)
    hosted.refresh_from_db()
    assert hosted.answer == "not_asked"


def test_it_takes_place_after_all_without_those_who_are_elsewhere_by_now(
    world: World, trip: Trip, now: datetime
) -> None:
    who = {"by": world.coordinator, "now": now}
    first = leg(trip.visit, "14:00", "15:00", goes="named", host=host(trip.visit))
    for person in (trip.mari, trip.jyri):
        people.name_for_leg(leg=first, participant=person, **who)
    hosting.cancel_leg(leg=first, reason="Haige", now=MORNING)
    second = leg(trip.visit, "14:30", "15:30", goes="named")
    people.name_for_leg(leg=second, participant=trip.mari, **who)

    hosting.confirm_leg(leg=first, now=MORNING)

    board = load_board(trip.visit)
    assert board.ways.legs == {trip.mari.pk: (second.pk,), trip.jyri.pk: (first.pk,)}


def test_a_host_asks_and_is_answered_each_once(
    world: World, trip: Trip, hosted: Leg, now: datetime
) -> None:
    of: Host = hosted.host  # type: ignore[assignment]
    token = uuid4()
    for _time in range(2):
        hosting.write_from_host(host=of, text="Mitu tuleb?", leg=None, submission=token, now=now)
    hosting.answer_host(
        host=of, text="Kaks", leg=None, submission=uuid4(), by=world.coordinator, now=now
    )

    assert letters("visit_host_asks") == [world.coordinator.email]
    assert letters("visit_host_answered") == ["keskus@example.ee"]
    assert list(of.messages.order_by("pk").values_list("text", flat=True)) == [
        "Mitu tuleb?",
        "Kaks",
    ]


def test_without_an_address_no_host_is_asked(world: World, trip: Trip, now: datetime) -> None:
    silent = host(trip.visit, contact_email="")
    with pytest.raises(hosting.NoAddress):
        hosting.ask_host(host=silent, by=world.coordinator, now=now)


def test_a_host_of_a_meeting_stays_and_names_are_there_once(
    world: World, trip: Trip, hosted: Leg, now: datetime
) -> None:
    who = {"by": world.coordinator, "now": now}
    with pytest.raises(hosting.HostIsNeeded):
        hosting.remove_host(host=hosted.host, **who)  # type: ignore[arg-type]
    with pytest.raises(hosting.HostIsThere):
        hosting.save_host(host=Host(visit=trip.visit, name="narva NOORTEKESKUS"), **who)


def test_strangers_answer_for_no_host(world: World, hosted: Leg, now: datetime) -> None:
    person = user()
    membership(person, world.narva, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        hosting.cancel_leg(leg=hosted, reason="Haige", by=person, now=MORNING)
    with pytest.raises(PermissionDenied):
        hosting.confirm_leg(leg=hosted, by=person, now=now)
    with pytest.raises(PermissionDenied):
        hosting.ask_host(host=hosted.host, by=person, now=now)  # type: ignore[arg-type]
