"""An event moves on: it is published, was held, is cancelled, or is planned again after all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from loim.common.refusals import Refusal
from loim.events.actions.agenda.notices import tell_of_change
from loim.events.actions.attendance import Newcomer, write_attendance
from loim.events.actions.places.desk import Busy, take_turn
from loim.events.actions.recording import NotHeldYet, programmes_of
from loim.events.logic.event_states import EventStep, state_after
from loim.events.models import Event, Invitee, Registration
from loim.events.permissions import may_change_event
from loim.people.models import User
from loim.programmes.actions.corrections import record_change


class StepNotPossible(Refusal):
    """The event is not in a state from which the step leads on; perhaps somebody was quicker."""

    message = _("This cannot be done: the event is now “%(status)s”. Open its page again.")


class WhyMissing(Refusal):
    message = _("Write why it is cancelled: everybody who wanted to come will read it.")


class SomebodyRegistered(Refusal):
    """Nothing may vanish that people count on; they are told of a cancellation."""

    message = _(
        "People have registered for this event or were invited, so it stays where they can see"
        " it. Cancel it instead: then they are told."
    )


# What a step may change of the event, beside who came.
_STEP_FIELDS = ("status", "published_at", "cancel_reason", "translations", "changed_at")


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

    def write(current: Event) -> None:
        write_attendance(event=current, attendance=attendance, newcomers=newcomers)

    return take_step(
        event=event, step=EventStep.HOLD, afterwards=write, reason=reason, by=by, now=now
    )


def cancel_event(
    *, event: Event, why: str = "", reason: str = "", by: User, now: datetime
) -> Event:
    """`why` stands on the page and in the letters; a page that everybody reads needs it
    (WhyMissing)."""

    def prepare(current: Event) -> None:
        if current.is_public and not why.strip():
            raise WhyMissing
        current.cancel_reason = why.strip()

    return take_step(
        event=event, step=EventStep.CANCEL, prepare=prepare, reason=reason, by=by, now=now
    )


def reopen_event(*, event: Event, reason: str = "", by: User, now: datetime) -> Event:
    """Planned again, after all. Who came stays written down but counts for nothing."""

    def prepare(current: Event) -> None:
        current.cancel_reason = ""
        for texts in current.translations.values():
            texts.pop("cancel_reason", None)

    return take_step(
        event=event, step=EventStep.REOPEN, prepare=prepare, reason=reason, by=by, now=now
    )


def take_step(
    *,
    event: Event,
    step: EventStep,
    prepare: Callable[[Event], None] | None = None,
    afterwards: Callable[[Event], None] | None = None,
    reason: str,
    by: User,
    now: datetime,
) -> Event:
    """The event in its new state. `prepare` may change or refuse it in its old one.

    Refused: StepNotPossible, PermissionDenied, PeriodLocked.
    """
    with (
        record_change(
            by=by, now=now, step=step.value, programmes=programmes_of(event), reason=reason
        ),
        whole_event(event.pk),
    ):
        current = Event.objects.select_for_update().get(pk=event.pk)
        if not may_change_event(by, current):
            raise PermissionDenied
        was_published = current.published_at is not None
        status = state_after(current.status, step, was_published=was_published)
        if status is None:
            raise StepNotPossible(status=current.get_status_display())
        if prepare:
            prepare(current)
        current.status = status.value
        current.save(update_fields=_STEP_FIELDS)
        tell_of_change(event=current, now=now)
        if afterwards:
            afterwards(current)
    return current


@contextmanager
def whole_event(event_id: int) -> Iterator[None]:
    """Nobody gets a place at this event while what it is changes; `Busy` after a long wait."""
    try:
        take_turn(event_id)
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise


def refuse_registered(event: Event) -> None:
    """Inside `whole_event`: raises SomebodyRegistered. Who was invited counts on it, too."""
    if (
        Registration.objects.filter(event=event).exists()
        or Invitee.objects.filter(event=event).exists()
    ):
        raise SomebodyRegistered
