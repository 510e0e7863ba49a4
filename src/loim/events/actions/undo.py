"""Take the last step back: put an event as it was before, through its history."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.agenda.notices import tell_of_change
from loim.events.actions.pages.removing import remove_whole, restore_parts
from loim.events.actions.steps import refuse_registered, whole_event
from loim.events.models import Attendance, Event, EventStatus
from loim.events.permissions import may_change_event
from loim.events.queries.changes import LastChange, attendance_before, event_before, last_change
from loim.people.models import User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Programme
from loim.programmes.queries.record_history import columns_of

_ONE_UNDOES = 7265  # advisory lock's name, with the event's key


class UndoNotPossible(Refusal):
    """The last change is somebody else's, or more than ten minutes old."""

    message = _(
        "This cannot be undone any more: ten minutes have passed or the event has been"
        " changed again. Open the event and correct it there."
    )


def delete_event(*, event: Event, reason: str = "", by: User, now: datetime) -> None:
    """Remove an event that was written down by mistake; history keeps it, `undo` brings it back.

    Refused: SomebodyRegistered.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    programmes = [event.activity.programme] if event.activity else []
    with (
        record_change(by=by, now=now, step="delete", programmes=programmes, reason=reason),
        whole_event(event.pk),
    ):
        remove_whole(event)


def undo_change(*, event_id: int, context: UUID, by: User, now: datetime) -> Event | None:
    """The event as it was before this person's last step, its keys included; None if it was not.

    `context` says which step is meant, so that pressing the button twice undoes it once;
    undoing the undoing is a step of its own. Refused: UndoNotPossible; PeriodLocked where a
    report was submitted in between; SomebodyRegistered where it would take the event from
    people who count on it, or bring back what they were told is cancelled.
    """
    change = last_change(event_id)
    if change is None or change.context != context or not change.can_be_undone(by, now):
        raise UndoNotPossible
    before = event_before(event_id, change.context)
    programmes = Programme.objects.filter(activities__events=event_id) if change.reason else []
    return _put_back(
        event_id=event_id, before=before, change=change, programmes=programmes, by=by, now=now
    )


def _put_back(
    *,
    event_id: int,
    before: Any,
    change: LastChange,
    programmes: Iterable[Programme],
    by: User,
    now: datetime,
) -> Event | None:
    with (
        record_change(by=by, now=now, step="undo", programmes=programmes, reason=change.reason),
        whole_event(event_id),
    ):
        _wait_for_turn(event_id)
        event = Event.objects.select_for_update().filter(pk=event_id).first()
        if last_change(event_id) != change:  # somebody was quicker
            raise UndoNotPossible
        if before is None:
            if event is not None:
                remove_whole(event)
            return None
        was_gone = event is None
        event = event or Event(pk=event_id)
        was_public, was = event.is_public, event.status
        _copy(before, event)
        if was_public and (EventStatus.CANCELLED in (was, event.status) or not event.is_public):
            refuse_registered(event)
        event.save()
        if was_gone:
            restore_parts(event_id, change.context)
        else:
            tell_of_change(event=event, now=now)
        _restore_attendance(event, change.context)
    return event


def _wait_for_turn(event_id: int) -> None:
    """A removed event has no row to lock, so two who bring it back meet here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_ONE_UNDOES, event_id])


def _copy(row: object, to: Event | Attendance) -> None:
    for column in columns_of(type(to)):
        setattr(to, column.attname, getattr(row, column.attname))


def _restore_attendance(event: Event, context: object) -> None:
    """With the same keys as before: frozen numbers name records by key."""
    wanted = attendance_before(event.pk, context)  # type: ignore[arg-type]
    present = {row.pk: row for row in event.attendances.all()}
    Attendance.objects.filter(pk__in=present.keys() - wanted.keys()).delete()
    changed: list[Attendance] = []
    missing: list[Attendance] = []
    for key, row in wanted.items():
        attendance = present.get(key) or Attendance(pk=key)
        if key in present and attendance.people == row.people:
            continue
        _copy(row, attendance)
        (changed if key in present else missing).append(attendance)
    Attendance.objects.bulk_update(changed, ["people"])
    Attendance.objects.bulk_create(missing)
