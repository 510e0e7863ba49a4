"""Write down an event: one that was held, with who came, or one that is planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.actions.agenda.notices import tell_of_change
from loim.events.actions.attendance import Newcomer, write_attendance
from loim.events.actions.pages.page_of_event import (
    PAGE_FIELDS,
    EventPage,
    put_page,
    write_partners,
)
from loim.events.actions.pages.readiness import refuse_gaps
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


FACT_FIELDS = tuple(each.name for each in fields(EventFacts))


class ChangedMeanwhile(Refusal):
    """Somebody, or the same person on another page, saved it after this form was opened."""

    message = _(
        "The event has been changed since you opened this page; its history says by whom. What"
        " you wrote is still here: look through it and save once more to keep it."
    )


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
    page: EventPage | None = None,
    submission: UUID | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> Event:
    """An event that is to be held. Refusals and `submission` as in `record_finished_event`."""
    return _create(
        facts=facts,
        status=EventStatus.DRAFT,
        page=page,
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
    page: EventPage | None = None,
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
            if page:
                put_page(page, event, by=by)
            event.save()
            write_attendance(event=event, attendance=attendance, newcomers=newcomers)
            if page:
                write_partners(event, page.partners)
    except IntegrityError as error:
        if submission and violated_constraint(error) == "event_once_per_submission":
            return Event.objects.get(submission=submission)  # the other of two at once
        raise
    return event


def edit_event(
    *,
    event: Event,
    facts: EventFacts,
    page: EventPage | None = None,
    seen: str = "",
    reason: str = "",
    by: User,
    now: datetime,
) -> Event:
    """Refused: as when recording, and for one who may not change the event as it was.

    `seen` is the ISO form of the `changed_at` that the form was filled in from: a later one is
    refused (ChangedMeanwhile). Without a `page` what it says stays as it is. A page that everybody reads keeps what
    publishing asks for (NotReady); who counts on its time and place is told of a change.
    """
    programmes = programmes_of(event) | ({facts.activity.programme} if facts.activity else set())
    with record_change(by=by, now=now, step="edit", programmes=programmes, reason=reason):
        # Those who register meanwhile name the event by its key, which stays.
        current = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        if not may_change_event(by, current):
            raise PermissionDenied
        check_facts(facts=facts, by=by, before=current)
        if seen and seen != current.changed_at.isoformat():
            raise ChangedMeanwhile
        if current.status == EventStatus.HELD and facts.start_date > localdate(now):
            raise NotHeldYet
        _put(facts, current)
        if page:
            put_page(page, current, by=by)
            write_partners(current, page.partners)
        if current.status == EventStatus.PUBLISHED:
            refuse_gaps(current)
        # Its status and what others write in the same moment are not this form's to say.
        current.save(update_fields=[*FACT_FIELDS, *(PAGE_FIELDS if page else ()), "changed_at"])
        tell_of_change(event=current, now=now)
    return current


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
    for name in FACT_FIELDS:
        setattr(event, name, getattr(facts, name))
