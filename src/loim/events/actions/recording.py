"""Write down an event: one that was held, with who came, or one that is planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.actions.attendance import Newcomer, write_attendance
from loim.events.models import Event, EventStatus
from loim.events.permissions import may_change_event
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Activity, Programme
from loim.programmes.permissions import may_record_for, takes_part


@dataclass(frozen=True)
class EventFacts:
    title: str
    kind: str
    scope: str
    start_date: date
    end_date: date
    organiser: Organisation
    activity: Activity | None = None
    place: str = ""
    summary: str = ""


class NotHeldYet(Refusal):
    """A held event is in the past, or is today."""

    message = _("This day is still to come. Plan the event now and record who came afterwards.")


def record_finished_event(
    *,
    facts: EventFacts,
    attendance: Mapping[int, int],
    newcomers: Sequence[Newcomer] = (),
    submission: UUID | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> Event:
    """The held event with its attendance (organisation's key to number of people).

    The same `submission` again gives the event that it made the first time and changes
    nothing. Refused: a day to come (NotHeldYet), another organisation's work
    (PermissionDenied), a locked period without a manager's `reason` (PeriodLocked).
    """
    if facts.start_date > localdate(now):
        raise NotHeldYet
    return _create(
        facts=facts,
        status=EventStatus.HELD,
        attendance=attendance,
        newcomers=newcomers,
        submission=submission,
        reason=reason,
        by=by,
        now=now,
    )


def plan_event(
    *,
    facts: EventFacts,
    submission: UUID | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> Event:
    """An event that is to be held. Refusals and `submission` as in `record_finished_event`."""
    return _create(
        facts=facts,
        status=EventStatus.DRAFT,
        attendance={},
        newcomers=(),
        submission=submission,
        reason=reason,
        by=by,
        now=now,
    )


def _create(
    *,
    facts: EventFacts,
    status: EventStatus,
    attendance: Mapping[int, int],
    newcomers: Sequence[Newcomer],
    submission: UUID | None,
    reason: str,
    by: User,
    now: datetime,
) -> Event:
    check_facts(facts=facts, by=by)
    if submission and (made := event_of_submission(submission)):
        return made
    event = Event(status=status, submission=submission, recorded_by=by, recorded_at=now)
    _put(facts, event)
    try:
        with record_change(
            by=by, now=now, step="record", programmes=programmes_of(event), reason=reason
        ):
            event.save()
            write_attendance(event=event, attendance=attendance, newcomers=newcomers)
    except IntegrityError as error:
        if submission and violated_constraint(error) == "event_once_per_submission":
            return Event.objects.get(submission=submission)  # the other of two at once
        raise
    return event


def edit_event(
    *, event: Event, facts: EventFacts, reason: str = "", by: User, now: datetime
) -> None:
    """Refused: as when recording, and for one who may not change the event as it was."""
    if not may_change_event(by, event):
        raise PermissionDenied
    check_facts(facts=facts, by=by, before=event)
    if event.status == EventStatus.HELD and facts.start_date > localdate(now):
        raise NotHeldYet
    before = programmes_of(event)
    _put(facts, event)
    with record_change(
        by=by, now=now, step="edit", programmes=before | programmes_of(event), reason=reason
    ):
        event.save()


def check_facts(*, facts: EventFacts, by: User, before: Event | None = None) -> None:
    """Whose work it is and what it is done for are this person's to say, or stay as they were."""
    is_same_organiser = before is not None and before.organiser_id == facts.organiser.pk
    if not is_same_organiser and not may_record_for(by, facts.organiser):
        raise PermissionDenied
    activity = facts.activity
    is_same_activity = before is not None and activity == before.activity
    if activity and not is_same_activity and not takes_part(by, activity.programme):
        raise PermissionDenied


def event_of_submission(submission: UUID) -> Event | None:
    return Event.objects.filter(submission=submission).first()


def programmes_of(event: Event) -> set[Programme]:
    """Whose numbers the event feeds."""
    return {event.activity.programme} if event.activity else set()


def _put(facts: EventFacts, event: Event) -> None:
    for name in (
        "title",
        "kind",
        "scope",
        "start_date",
        "end_date",
        "organiser",
        "activity",
        "place",
        "summary",
    ):
        setattr(event, name, getattr(facts, name))
