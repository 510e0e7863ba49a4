"""Planning the days: legs one by one, pasted, copied, moved."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from loim.events.models import EventKind
from loim.ideas.models import Forum
from loim.people.models import Role, User
from loim.visits.actions import people, planning
from loim.visits.logic.lines import read_lines
from loim.visits.models import Going, Leg, Visit
from loim.visits.queries.board import days_of, load_board
from tests.factories import membership, published_event, user
from tests.factories.visits import DAY, group, host, leg, visit, visitor
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)


def stranger(world: World) -> User:
    person = user()
    membership(person, world.narva, Role.COORDINATOR)
    return person


def test_the_days_of_a_field_visit_are_planned_once(world: World, now: datetime) -> None:
    event = published_event(
        kind=EventKind.FIELD_VISIT, organiser=world.rakvere, purpose="Tutvuda", place="Narva"
    )

    first = planning.plan_visit(event=event, by=world.coordinator, now=now)
    again = planning.plan_visit(event=event, by=world.coordinator, now=now)

    assert first == again
    assert (first.goals, first.base_place) == ("Tutvuda", "Narva")
    assert Forum.objects.get(event=event).from_whom == "participants"


def test_the_days_of_another_kind_of_event_are_not_planned_here(
    world: World, now: datetime
) -> None:
    event = published_event(kind=EventKind.TRAINING, organiser=world.rakvere)
    with pytest.raises(planning.NotAFieldVisit):
        planning.plan_visit(event=event, by=world.coordinator, now=now)


def test_whoever_may_not_change_the_event_plans_nothing(
    world: World, trip: Trip, now: datetime
) -> None:
    other = stranger(world)
    existing = leg(trip.visit)
    calls: list[tuple[Any, dict[str, Any]]] = [
        (planning.plan_visit, {"event": trip.visit.event}),
        (planning.save_visit, {"visit": trip.visit}),
        (planning.save_leg, {"leg": existing}),
        (planning.move_leg, {"leg": existing, "start_at": now}),
        (planning.remove_leg, {"leg": existing}),
        (planning.paste_legs, {"visit": trip.visit, "read": []}),
        (planning.copy_day, {"visit": trip.visit, "day": DAY, "to": NEXT}),
    ]
    for call, named in calls:
        with pytest.raises(PermissionDenied):
            call(**named, by=other, now=now)

    assert trip.visit.legs.get().start_at == existing.start_at


def test_pasting_the_same_day_again_adds_nothing(world: World, trip: Trip, now: datetime) -> None:
    read = read_lines(
        "9.00–10.00 Narva linnavalitsus\n10.30–11.15 Buss: Narva – Sillamäe\n22.00 Ööbimine",
        days_of(trip.visit),
        NEXT,
    ).legs
    who = {"by": world.coordinator, "now": now}

    assert planning.paste_legs(visit=trip.visit, read=read, **who) == 3
    assert planning.paste_legs(visit=trip.visit, read=read, **who) == 0

    rows = [
        (localtime(one.start_at).strftime("%d %H:%M"), localtime(one.end_at).strftime("%d %H:%M"))
        for one in trip.visit.legs.order_by("start_at")
    ]
    assert rows == [("16 09:00", "16 10:00"), ("16 10:30", "16 11:15"), ("16 22:00", "17 09:00")]


def test_a_day_is_copied_for_the_same_groups_and_hosts_are_asked_anew(
    world: World, trip: Trip, now: datetime
) -> None:
    youth = group(trip.visit, "Noored", trip.mari)
    leg(trip.visit, "09:00", "10:00", groups=[youth], title="Kohtumine",
        host=host(trip.visit), answer="confirmed")  # fmt: skip
    who = {"by": world.coordinator, "now": now}

    assert planning.copy_day(visit=trip.visit, day=DAY, to=NEXT, **who) == 1
    assert planning.copy_day(visit=trip.visit, day=DAY, to=NEXT, **who) == 0

    copy = trip.visit.legs.order_by("start_at").last()
    assert copy is not None
    assert localtime(copy.start_at) == localtime(
        trip.visit.legs.earliest("start_at").start_at
    ) + timedelta(days=1)
    assert list(copy.groups.all()) == [youth]
    assert copy.answer == "not_asked"


def test_over_the_change_of_clocks_a_copied_leg_keeps_its_time_of_day(
    world: World, now: datetime
) -> None:
    of = visit(organiser=world.rakvere, start_date=date(2023, 10, 28), days=2)
    leg(of, "09:00", "10:00")

    planning.copy_day(
        visit=of, day=date(2023, 10, 28), to=date(2023, 10, 29), by=world.coordinator, now=now
    )

    copy = of.legs.latest("start_at")
    assert localtime(copy.start_at).strftime("%H:%M") == "09:00"


def test_a_day_without_legs_is_not_copied(world: World, trip: Trip, now: datetime) -> None:
    with pytest.raises(planning.NothingToCopy):
        planning.copy_day(visit=trip.visit, day=DAY, to=NEXT, by=world.coordinator, now=now)


def test_the_same_form_sent_twice_makes_one_leg(world: World, trip: Trip, now: datetime) -> None:
    def form() -> Leg:
        return Leg(
            visit=trip.visit,
            title="Kohtumine",
            start_at=now,
            end_at=now + timedelta(hours=1),
            submission="0" * 32,
        )

    first = planning.save_leg(leg=form(), by=world.coordinator, now=now)
    again = planning.save_leg(leg=form(), by=world.coordinator, now=now)

    assert first == again


def test_a_leg_is_moved_with_its_length_unless_its_people_are_elsewhere_then(
    world: World, trip: Trip, now: datetime
) -> None:
    one, other = leg(trip.visit, "09:00", "10:30"), leg(trip.visit, "11:00", "12:00")
    who = {"by": world.coordinator, "now": now}
    for each in (one, other):
        people.name_for_leg(leg=each, participant=trip.mari, **who)

    with pytest.raises(planning.PeopleAreElsewhere, match="Mari Maasikas"):
        planning.move_leg(leg=one, start_at=other.start_at, **who)
    moved = planning.move_leg(leg=one, start_at=other.end_at, **who)

    assert (moved.start_at, moved.end_at) == (
        other.end_at,
        other.end_at + timedelta(minutes=90),
    )


def test_one_that_was_taken_away_meanwhile_is_said_to_be_gone(
    world: World, trip: Trip, now: datetime
) -> None:
    gone = leg(trip.visit)
    Leg.objects.filter(pk=gone.pk).delete()
    with pytest.raises(planning.LegIsGone):
        planning.save_leg(leg=gone, by=world.coordinator, now=now)


def test_what_must_never_be_is_refused_by_the_database(trip: Trip) -> None:
    one, other = leg(trip.visit, "09:00", "10:30"), leg(trip.visit, "10:00", "11:00")
    elsewhere = visit()
    Going.objects.create(leg=one, participant=trip.mari)
    wrong: list[tuple[str, Any]] = [
        ("nobody_in_two_places", lambda: Going.objects.create(leg=other, participant=trip.mari)),
        (
            "going_when_the_leg_is",
            lambda: Going.objects.create(leg=one, participant=visitor(elsewhere)),
        ),
        ("leg_times_in_order", lambda: Leg.objects.filter(pk=one.pk).update(end_at=one.start_at)),
        (
            "leg_of_its_visit",
            lambda: Leg.objects.filter(pk=one.pk).update(host=host(elsewhere)),
        ),
        (
            "leg_cancelled_with_reason",
            lambda: Leg.objects.filter(pk=one.pk).update(host=host(trip.visit), answer="cancelled"),
        ),
        ("leg_answered_by_a_host", lambda: Leg.objects.filter(pk=one.pk).update(answer="asked")),
        ("group_member_of_the_visit", lambda: group(elsewhere, "Muu", trip.mari)),
        (
            "in_one_group_of_a_visit",
            lambda: [group(trip.visit, name, trip.mari) for name in ("Üks", "Kaks")],
        ),
    ]
    for name, write in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()


def test_changing_what_a_calendar_shows_grows_the_sequence_and_other_things_do_not(
    trip: Trip,
) -> None:
    one = leg(trip.visit)
    Leg.objects.filter(pk=one.pk).update(summary="Räägiti")
    one.refresh_from_db()
    assert one.calendar_sequence == 0
    Leg.objects.filter(pk=one.pk).update(place="Saal")
    one.refresh_from_db()
    assert one.calendar_sequence == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_whole_plan_takes_the_same_queries_however_much_there_is(
    trip: Trip, number: int, django_assert_num_queries: Any
) -> None:
    youth = group(trip.visit, "Noored", trip.mari)
    for one in range(number):
        leg(trip.visit, f"{9 + one}:00".zfill(5), f"{10 + one}:00", groups=[youth])
        visitor(trip.visit)
    loaded = Visit.objects.select_related("event").get(pk=trip.visit.pk)

    with django_assert_num_queries(7):
        board = load_board(loaded)
        assert len(board.ways.legs[trip.mari.pk]) == number
        assert not [found for found in board.problems if found.problem == "nobody"]
