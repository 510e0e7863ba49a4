"""Record many events from a file at once: all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.actions.recording import EventFacts, check_facts, programmes_of
from loim.events.models import Attendance, Event, EventStatus
from loim.events.queries.import_row_reader import ImportRow
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Activity


class AlreadyImported(Refusal):
    message = _("These events have been recorded already; nothing was recorded twice.")


def import_events(
    *, rows: Sequence[ImportRow], batch: UUID, by: User, now: datetime
) -> list[Event]:
    """The events of `rows` with their attendance. The same `batch` is recorded once.

    Refused as a whole: AlreadyImported, another organisation's work (PermissionDenied), a
    period locked meanwhile (PeriodLocked).
    """
    organisers = Organisation.objects.in_bulk({row.organiser for row in rows})
    activities = Activity.objects.select_related("programme").in_bulk(
        {row.activity for row in rows if row.activity}
    )
    events = []
    for row in rows:
        facts = _facts(row, organisers, activities)
        check_facts(facts=facts, by=by)
        events.append(_event(row, facts, batch, by, now))
    programmes = {programme for event in events for programme in programmes_of(event)}
    try:
        with record_change(by=by, now=now, step="import", programmes=programmes):
            Event.objects.bulk_create(events)
            Attendance.objects.bulk_create(
                [
                    Attendance(event=event, organisation_id=key, people=people)
                    for event, row in zip(events, rows, strict=True)
                    for key, people in row.attendance.items()
                ]
            )
    except IntegrityError as error:
        if violated_constraint(error) == "event_once_per_submission":
            raise AlreadyImported from error
        raise
    return events


def _facts(
    row: ImportRow, organisers: dict[int, Organisation], activities: dict[int, Activity]
) -> EventFacts:
    return EventFacts(
        title=row.title,
        kind=row.kind,
        scope=row.scope,
        start_date=row.start,
        end_date=row.end,
        organiser=organisers[row.organiser],
        activity=activities[row.activity] if row.activity else None,
        place=row.place,
        summary=row.summary,
    )


def _event(row: ImportRow, facts: EventFacts, batch: UUID, by: User, now: datetime) -> Event:
    return Event(
        title=facts.title,
        kind=facts.kind,
        scope=facts.scope,
        start_date=facts.start_date,
        end_date=facts.end_date,
        organiser=facts.organiser,
        activity=facts.activity,
        place=facts.place,
        summary=facts.summary,
        status=EventStatus.DRAFT if row.is_planned else EventStatus.HELD,
        submission=uuid5(batch, str(row.row)),
        recorded_by=by,
        recorded_at=now,
    )
