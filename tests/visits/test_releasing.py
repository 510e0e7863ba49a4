"""Participants are told: one letter each, of what changed in their own days."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.events.models import EventStatus
from loim.visits.actions import planning
from loim.visits.actions.releasing import (
    HasConflicts,
    NothingChanged,
    NothingPlanned,
    NotPublished,
    release_visit,
)
from loim.visits.models import Leg
from loim.visits.queries.board import load_board
from loim.visits.queries.releases import untold
from tests.factories.visits import group, leg, visit, visitor
from tests.mail import run_jobs
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def test_of_several_changes_each_gets_one_letter_and_the_others_none(
    world: World, trip: Trip, now: datetime, mailbox: Any
) -> None:
    youth, business = group(trip.visit, "Noored", trip.mari), group(trip.visit, "Äri", trip.jyri)
    one = leg(trip.visit, "09:00", "10:00", groups=[youth], title="Noortekeskus")
    leg(trip.visit, "09:00", "10:00", groups=[business], title="Ettevõtjad")
    who = {"by": world.coordinator, "now": now}
    first = release_visit(visit=trip.visit, **who)
    assert (first.number, first.told, told()) == (1, 2, sorted([trip.mari.email, trip.jyri.email]))
    OutgoingMail.objects.all().delete()

    planning.move_leg(leg=one, start_at=one.end_at, **who)
    Leg.objects.filter(pk=one.pk).update(place="Uus saal")
    leg(trip.visit, "13:00", "14:00", groups=[youth], title="Muuseum")
    assert set(untold(load_board(trip.visit))) == {trip.mari.pk}
    second = release_visit(visit=trip.visit, **who)

    assert (second.told, told()) == (1, [trip.mari.email])
    run_jobs()
    [letter] = mailbox.to(trip.mari.email)
    text = mailbox.text(letter)
    assert text.count("Noortekeskus") == 2
    assert "Muuseum" in text
    assert "Ettevõtjad" not in text


def test_nothing_new_is_not_given_out_again(world: World, trip: Trip, now: datetime) -> None:
    leg(trip.visit)
    who = {"by": world.coordinator, "now": now}
    release_visit(visit=trip.visit, **who)
    with pytest.raises(NothingChanged):
        release_visit(visit=trip.visit, **who)


def test_what_does_not_fit_is_warned_of_and_given_out_only_on_purpose(
    world: World, trip: Trip, now: datetime
) -> None:
    leg(trip.visit, "09:00", "10:00")
    leg(trip.visit, "10:00", "11:00", town="Tartu")
    who = {"by": world.coordinator, "now": now}

    with pytest.raises(HasConflicts):
        release_visit(visit=trip.visit, **who)
    assert release_visit(visit=trip.visit, despite_conflicts=True, **who).number == 1


def test_an_empty_plan_or_one_of_a_draft_is_not_given_out(
    world: World, trip: Trip, now: datetime
) -> None:
    who = {"by": world.coordinator, "now": now}
    with pytest.raises(NothingPlanned):
        release_visit(visit=trip.visit, **who)
    draft = visit(organiser=world.rakvere, status=EventStatus.DRAFT, published_at=None)
    leg(draft)
    with pytest.raises(NotPublished):
        release_visit(visit=draft, **who)


def test_whoever_gets_a_place_later_is_told_of_everything_the_others_of_nothing(
    world: World, trip: Trip, now: datetime
) -> None:
    leg(trip.visit)
    who = {"by": world.coordinator, "now": now}
    release_visit(visit=trip.visit, **who)
    OutgoingMail.objects.all().delete()
    late = visitor(trip.visit, "Hiline Hilda")

    release_visit(visit=trip.visit, **who)

    assert told() == [late.email]


def test_whatever_was_given_out_names_nobody(world: World, trip: Trip, now: datetime) -> None:
    leg(trip.visit)
    release = release_visit(visit=trip.visit, by=world.coordinator, now=timezone.now())
    assert "Mari" not in str(release.content)
