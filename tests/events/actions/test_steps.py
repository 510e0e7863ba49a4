"""Planning, holding, cancelling and reopening an event."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from loim.events.actions.attendance import Newcomer, set_attendance
from loim.events.actions.recording import (
    EventFacts,
    NotHeldYet,
    edit_event,
    plan_event,
    record_finished_event,
)
from loim.events.actions.steps import StepNotPossible, cancel_event, mark_held, reopen_event
from loim.events.actions.undo import delete_event
from loim.events.models import Event, EventStatus
from loim.people.models import OrganisationKind, Role
from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.models import StaleSource
from tests.factories import activity, attendance, event, membership, period_lock, programme, user
from tests.world import World

pytestmark = pytest.mark.django_db
PAST, TO_COME = date(2023, 5, 10), date(2023, 12, 1)


def facts(world: World, day: date = PAST, **changes: object) -> EventFacts:
    known = {
        "title": "Kohtumine",
        "kind": "network_meeting",
        "scope": "county",
        "start_date": day,
        "end_date": day,
        "organiser": world.rakvere,
        "activity": world.activity,
    }
    return EventFacts(**{**known, **changes})  # type: ignore[arg-type]


def came(to: Event) -> dict[int, int]:
    return dict(to.attendances.values_list("organisation", "people"))


def test_a_planned_event_is_held_with_its_attendance(world: World, now: datetime) -> None:
    planned = plan_event(facts=facts(world), by=world.coordinator, now=now)
    assert planned.status == EventStatus.DRAFT

    mark_held(event=planned, attendance={world.tartu.pk: 2}, by=world.coordinator, now=now)

    planned.refresh_from_db()
    assert planned.status == EventStatus.HELD
    assert came(planned) == {world.tartu.pk: 2}
    assert StaleSource.objects.filter(programme=world.programme, source="events").exists()


def test_an_event_to_come_cannot_have_been_held(world: World, now: datetime) -> None:
    planned = plan_event(facts=facts(world, TO_COME), by=world.coordinator, now=now)
    with pytest.raises(NotHeldYet):
        mark_held(event=planned, attendance={}, by=world.coordinator, now=now)
    with pytest.raises(NotHeldYet):
        record_finished_event(
            facts=facts(world, TO_COME), attendance={}, by=world.coordinator, now=now
        )


def test_a_cancelled_event_is_planned_again_and_who_came_stays(world: World, now: datetime) -> None:
    held = event(world.activity, organiser=world.rakvere)
    attendance(held, world.tartu, 2)
    again = reopen_event(event=held, by=world.coordinator, now=now)
    assert (again.status, came(again)) == (EventStatus.DRAFT, {world.tartu.pk: 2})
    gone = cancel_event(event=again, by=world.coordinator, now=now)
    assert gone.status == EventStatus.CANCELLED
    assert reopen_event(event=gone, by=world.coordinator, now=now).status == EventStatus.DRAFT


def test_a_step_that_somebody_else_took_already_is_refused(world: World, now: datetime) -> None:
    planned = plan_event(facts=facts(world), by=world.coordinator, now=now)
    cancel_event(event=planned, by=world.coordinator, now=now)
    with pytest.raises(StepNotPossible):
        mark_held(event=planned, attendance={}, by=world.coordinator, now=now)


def test_a_newcomer_joins_the_organisations_and_is_taken_once(world: World, now: datetime) -> None:
    newcomer = Newcomer("Uus Selts", OrganisationKind.NGO, 2)
    first = record_finished_event(
        facts=facts(world), attendance={}, newcomers=[newcomer], by=world.coordinator, now=now
    )
    second = record_finished_event(
        facts=facts(world, title="Teine"),
        attendance={},
        newcomers=[Newcomer("UUS selts", OrganisationKind.NGO, 1)],
        by=world.coordinator,
        now=now,
    )
    (key,) = came(first)
    assert came(first) == {key: 2}
    assert came(second) == {key: 1}


def test_a_corrected_list_keeps_the_rows_that_stay(world: World, now: datetime) -> None:
    held = event(world.activity, organiser=world.rakvere)
    kept, _gone = attendance(held, world.tartu, 2), attendance(held, world.fund, 1)
    set_attendance(
        event=held,
        attendance={world.tartu.pk: 3, world.rakvere.pk: 1},
        by=world.coordinator,
        now=now,
    )
    assert came(held) == {world.tartu.pk: 3, world.rakvere.pk: 1}
    kept.refresh_from_db()
    assert kept.people == 3


def test_another_organisations_work_is_refused(world: World, now: datetime) -> None:
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    held = event(world.activity, organiser=world.rakvere)
    mine = facts(world, organiser=world.narva, activity=None)
    with pytest.raises(PermissionDenied):
        record_finished_event(facts=facts(world), attendance={}, by=stranger, now=now)
    with pytest.raises(PermissionDenied):
        edit_event(event=held, facts=mine, by=stranger, now=now)
    with pytest.raises(PermissionDenied):
        set_attendance(event=held, attendance={}, by=stranger, now=now)
    with pytest.raises(PermissionDenied):
        cancel_event(event=held, by=stranger, now=now)
    with pytest.raises(PermissionDenied):
        delete_event(event=held, by=stranger, now=now)
    assert Event.objects.get().status == EventStatus.HELD


def test_nobody_records_under_a_programme_they_take_no_part_in(world: World, now: datetime) -> None:
    elsewhere = activity(programme(), "9.9.9.9")
    with pytest.raises(PermissionDenied):
        record_finished_event(
            facts=facts(world, activity=elsewhere), attendance={}, by=world.coordinator, now=now
        )
    assert Event.objects.count() == 0


def test_a_manager_changes_what_partners_recorded(world: World, now: datetime) -> None:
    held = event(world.activity, organiser=world.rakvere)
    edit_event(event=held, facts=facts(world, place="Narva"), by=world.manager, now=now)
    assert Event.objects.get().place == "Narva"


def test_a_locked_period_holds_and_a_managers_reason_opens_it(world: World, now: datetime) -> None:
    held = event(world.activity, organiser=world.rakvere, start_date=PAST)
    attendance(held, world.tartu)
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))

    with pytest.raises(PeriodLocked):
        set_attendance(event=held, attendance={}, by=world.coordinator, now=now)
    with pytest.raises(PeriodLocked):
        record_finished_event(facts=facts(world), attendance={}, by=world.coordinator, now=now)
    with pytest.raises(PeriodLocked):
        delete_event(event=held, by=world.coordinator, now=now)
    with pytest.raises(PermissionDenied):
        set_attendance(event=held, attendance={}, reason="Viga", by=world.coordinator, now=now)
    assert came(held) == {world.tartu.pk: 1}

    set_attendance(event=held, attendance={}, reason="Tartut ei olnud", by=world.manager, now=now)
    assert came(held) == {}


def test_a_remark_may_change_in_a_locked_period(world: World, now: datetime) -> None:
    held = event(world.activity, organiser=world.rakvere, start_date=PAST, title="Kohtumine")
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    edit_event(event=held, facts=facts(world, summary="Hea päev"), by=world.coordinator, now=now)
    assert Event.objects.get().summary == "Hea päev"
