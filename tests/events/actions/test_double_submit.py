"""The same form sent twice at the same moment makes one event; without its token it makes two."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection

from loim.events.actions import recording
from loim.events.actions.recording import EventFacts, record_finished_event
from loim.events.actions.undo import UndoNotPossible, delete_event, undo_change
from loim.events.models import Attendance, Event
from loim.events.queries.changes import last_change
from tests.world import World

AT = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


def facts_of(world: World) -> EventFacts:
    return EventFacts(
        title="Kohtumine",
        kind="network_meeting",
        scope="county",
        start_date=date(2023, 5, 10),
        end_date=date(2023, 5, 10),
        organiser=world.rakvere,
        activity=world.activity,
    )


def send(world: World, submission: UUID | None, barrier: Barrier) -> int:
    try:
        barrier.wait(10)
        made = record_finished_event(
            facts=facts_of(world),
            attendance={world.tartu.pk: 2},
            submission=submission,
            by=world.coordinator,
            now=AT,
        )
        return made.pk
    finally:
        connection.close()


def send_at_once(world: World, submission: UUID | None, times: int = 4) -> set[int]:
    barrier = Barrier(times)
    with ThreadPoolExecutor(times) as pool:
        sent = [pool.submit(send, world, submission, barrier) for _ in range(times)]
        return {future.result(30) for future in sent}


@pytest.fixture(autouse=True)
def everyone_is_past_the_first_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees another's event before writing, so only the database can tell them apart."""
    monkeypatch.setattr(recording, "event_of_submission", lambda _submission: None)


@pytest.mark.django_db(transaction=True)
def test_sent_at_once_it_is_recorded_once(world: World) -> None:
    keys = send_at_once(world, uuid4())
    assert len(keys) == 1
    assert (Event.objects.count(), Attendance.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_a_token_every_sending_is_recorded(world: World) -> None:
    """The control: the test above would see it if the token did nothing."""
    keys = send_at_once(world, None)
    assert len(keys) == 4
    assert Event.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_an_undo_pressed_twice_at_once_is_done_once(world: World) -> None:
    made = record_finished_event(
        facts=facts_of(world),
        attendance={world.tartu.pk: 2},
        submission=None,
        by=world.coordinator,
        now=AT,
    )
    key = made.pk
    delete_event(event=made, by=world.coordinator, now=AT)
    change = last_change(key)
    assert change is not None
    barrier = Barrier(3)

    def undo() -> bool:
        try:
            barrier.wait(10)
            undo_change(event_id=key, context=change.context, by=world.coordinator, now=AT)
        except UndoNotPossible:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(3) as pool:
        done = [future.result(30) for future in [pool.submit(undo) for _ in range(3)]]

    assert sorted(done) == [False, False, True]
    assert Event.objects.get().attendances.count() == 1
