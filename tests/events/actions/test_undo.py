"""Taking the last step back, through the history that the database writes."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from loim.events.actions.attendance import set_attendance
from loim.events.actions.recording import EventFacts, edit_event, record_finished_event
from loim.events.actions.undo import UndoNotPossible, delete_event, undo_change
from loim.events.models import Attendance, Event
from loim.events.queries.changes import event_history, last_change
from loim.people.models import User
from loim.programmes.actions.corrections import PeriodLocked
from tests.factories import period_lock
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 10)


def facts(world: World, **changes: object) -> EventFacts:
    known = {
        "title": "Kohtumine",
        "kind": "network_meeting",
        "scope": "county",
        "start_date": DAY,
        "end_date": DAY,
        "organiser": world.rakvere,
        "activity": world.activity,
    }
    return EventFacts(**{**known, **changes})  # type: ignore[arg-type]


@pytest.fixture
def recorded(world: World, now: datetime) -> Event:
    return record_finished_event(
        facts=facts(world),
        attendance={world.tartu.pk: 2, world.fund.pk: 1},
        by=world.coordinator,
        now=now,
    )


def rows() -> list[tuple[int, int, int]]:
    return sorted(Attendance.objects.values_list("pk", "organisation", "people"))


def after(now: datetime, minutes: int) -> datetime:
    return now + timedelta(minutes=minutes)


def undo(of: Event | int, by: User, now: datetime) -> Event | None:
    key = of if isinstance(of, int) else of.pk
    change = last_change(key)
    return undo_change(event_id=key, context=change.context if change else uuid4(), by=by, now=now)


def test_undoing_a_recording_removes_it_and_undoing_that_brings_it_back(
    world: World, recorded: Event, now: datetime
) -> None:
    before, key = rows(), recorded.pk

    assert undo(recorded, world.coordinator, after(now, 1)) is None
    assert Event.objects.count() == 0

    back = undo(key, world.coordinator, after(now, 2))
    assert back is not None
    assert back.pk == key
    assert (back.title, back.organiser, back.recorded_at) == ("Kohtumine", world.rakvere, now)
    assert rows() == before  # the same keys: frozen numbers name records by key


def test_a_changed_attendance_goes_back_row_by_row(
    world: World, recorded: Event, now: datetime
) -> None:
    before = rows()
    set_attendance(
        event=recorded,
        attendance={world.tartu.pk: 5, world.rakvere.pk: 1},
        by=world.coordinator,
        now=after(now, 1),
    )
    undo(recorded, world.coordinator, after(now, 2))
    assert rows() == before


def test_an_edit_goes_back_and_leaves_the_attendance(
    world: World, recorded: Event, now: datetime
) -> None:
    before = rows()
    edit_event(
        event=recorded,
        facts=facts(world, title="Muudetud", place="Narva"),
        by=world.coordinator,
        now=after(now, 1),
    )
    undo(recorded, world.coordinator, after(now, 2))
    recorded.refresh_from_db()
    assert (recorded.title, recorded.place) == ("Kohtumine", "")
    assert rows() == before


def test_a_removed_event_comes_back_whole(world: World, recorded: Event, now: datetime) -> None:
    before, key = rows(), recorded.pk
    delete_event(event=recorded, by=world.coordinator, now=after(now, 1))
    assert rows() == []
    undo(key, world.coordinator, after(now, 2))
    assert Event.objects.get().pk == key
    assert rows() == before


def test_pressing_twice_undoes_once(world: World, recorded: Event, now: datetime) -> None:
    change = last_change(recorded.pk)
    assert change is not None
    said = {"event_id": recorded.pk, "context": change.context, "by": world.coordinator}
    undo_change(**said, now=after(now, 1))
    with pytest.raises(UndoNotPossible):
        undo_change(**said, now=after(now, 1))
    assert Event.objects.count() == 0


def test_ten_minutes_and_no_longer(world: World, recorded: Event, now: datetime) -> None:
    with pytest.raises(UndoNotPossible):
        undo(recorded, world.coordinator, now + timedelta(minutes=10, seconds=1))
    assert undo(recorded, world.coordinator, after(now, 10)) is None


def test_somebody_elses_step_is_not_taken_back(
    world: World, recorded: Event, now: datetime
) -> None:
    with pytest.raises(UndoNotPossible):
        undo(recorded, world.manager, after(now, 1))
    edit_event(
        event=recorded, facts=facts(world, place="Narva"), by=world.manager, now=after(now, 1)
    )
    with pytest.raises(UndoNotPossible):  # the manager's change came after it
        undo(recorded, world.coordinator, after(now, 2))
    assert Event.objects.get().place == "Narva"


def test_what_is_unknown_cannot_be_undone(world: World, now: datetime) -> None:
    with pytest.raises(UndoNotPossible):
        undo(999_999, world.coordinator, now)


def test_a_report_submitted_in_between_holds(world: World, recorded: Event, now: datetime) -> None:
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    with pytest.raises(PeriodLocked):
        undo(recorded, world.coordinator, after(now, 1))
    assert Event.objects.count() == 1


def test_history_tells_who_changed_what(world: World, recorded: Event, now: datetime) -> None:
    set_attendance(
        event=recorded, attendance={world.tartu.pk: 5}, by=world.manager, now=after(now, 1)
    )
    edit_event(
        event=recorded,
        facts=facts(world, place="Narva", scope="national"),
        by=world.coordinator,
        now=after(now, 2),
    )

    edited, attendance, first = event_history(recorded.pk)

    assert (edited.who, edited.step, edited.at) == (world.coordinator, "edit", after(now, 2))
    assert [(found.before, found.after) for found in edited.fields][-1] == ("–", "Narva")
    assert (attendance.who, attendance.step) == (world.manager, "attendance")
    assert sorted((found.label, found.before, found.after) for found in attendance.fields) == [
        ("Eesti Töötukassa", "1", ""),
        ("Tartu Linnavalitsus", "2", "5"),
    ]
    assert (first.who, first.step) == (world.coordinator, "record")
    assert sorted(found.label for found in first.fields) == [
        "Eesti Töötukassa",
        "Tartu Linnavalitsus",
    ]
