"""An event moves on: it was held, is cancelled, or is planned again after all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.attendance import Newcomer, write_attendance
from loim.events.actions.recording import NotHeldYet, programmes_of
from loim.events.logic.event_states import EventStep, state_after
from loim.events.models import Event
from loim.events.permissions import may_change_event
from loim.people.models import User
from loim.programmes.actions.corrections import record_change


class StepNotPossible(Refusal):
    """The event is not in a state from which the step leads on; perhaps somebody was quicker."""

    message = _("This cannot be done: the event is now “%(status)s”. Open its page again.")


def mark_held(
    *,
    event: Event,
    attendance: Mapping[int, int],
    newcomers: Sequence[Newcomer] = (),
    reason: str = "",
    by: User,
    now: datetime,
) -> Event:
    """A planned event took place, and these came (see `set_attendance`)."""
    if event.start_date > localdate(now):
        raise NotHeldYet
    return _move(
        event=event,
        step=EventStep.HOLD,
        attendance=attendance,
        newcomers=newcomers,
        reason=reason,
        by=by,
        now=now,
    )


def cancel_event(*, event: Event, reason: str = "", by: User, now: datetime) -> Event:
    return _move(event=event, step=EventStep.CANCEL, reason=reason, by=by, now=now)


def reopen_event(*, event: Event, reason: str = "", by: User, now: datetime) -> Event:
    """Planned again, after all. Who came stays written down but counts for nothing."""
    return _move(event=event, step=EventStep.REOPEN, reason=reason, by=by, now=now)


def _move(
    *,
    event: Event,
    step: EventStep,
    attendance: Mapping[int, int] | None = None,
    newcomers: Sequence[Newcomer] = (),
    reason: str,
    by: User,
    now: datetime,
) -> Event:
    if not may_change_event(by, event):
        raise PermissionDenied
    with record_change(
        by=by, now=now, step=step.value, programmes=programmes_of(event), reason=reason
    ):
        current = Event.objects.select_for_update().get(pk=event.pk)
        status = state_after(current.status, step)
        if status is None:
            raise StepNotPossible(status=current.get_status_display())
        current.status = status.value
        current.save(update_fields=["status"])
        if attendance is not None:
            write_attendance(event=current, attendance=attendance, newcomers=newcomers)
    return current
