"""Check-ins become attendance, and attendance the plan's numbers, in the same transaction."""

from collections.abc import Collection

import pghistory

from loim.events.actions.attendance import write_attendance
from loim.events.logic.event_states import EventStep, state_after
from loim.events.models import TO_BE_HELD, Event
from loim.events.queries.day.attendance import CHECK_IN, attendance_with_check_ins


def count_check_ins(*, event: Event, is_beginning: bool, taking: Collection[int] = ()) -> None:
    """Brings the attendance up to date; with `is_beginning` the event is now held.

    For organisations in `taking` check-ins count again, whatever was written by hand.

    Inside the caller's `record_change`. The step becomes CHECK_IN: the history then tells what
    check-ins wrote from what people wrote.
    """
    pghistory.context(step=CHECK_IN)
    # One at a time, and after the rows of participants: two phones' queues count each other's.
    current = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if is_beginning and current.status in TO_BE_HELD:
        held = state_after(current.status, EventStep.HOLD)
        current.status = held.value if held else current.status
        current.save(update_fields=["status", "changed_at"])
    attendance = attendance_with_check_ins(current, taking=taking)
    write_attendance(event=current, attendance=attendance)
