"""A letter the day before. Inside the keeper's gate."""

from datetime import datetime, timedelta

from loim.casework.actions.appointments.letters import REMINDER, write_to_whoever_comes
from loim.casework.logic.appointments.states import AHEAD
from loim.casework.models import Appointment

BEFORE = timedelta(hours=24)
# Whoever booked just now has a letter already.
FRESH = timedelta(hours=6)


def send_reminders(*, now: datetime) -> int:
    """How many were written. Each once for a time, however often this runs and whoever else runs
    it: rows are locked and marked in the transaction that queues the letter."""
    due = (
        Appointment.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("organisation", "room")
        .filter(
            state__in=AHEAD,
            reminded_at=None,
            starts_at__gt=now,
            starts_at__lte=now + BEFORE,
            state_at__lt=now - FRESH,
        )
        .order_by("pk")
    )
    written = 0
    for appointment in due:
        written += write_to_whoever_comes(appointment, REMINDER)
        Appointment.objects.filter(pk=appointment.pk).update(reminded_at=now)
    return written
