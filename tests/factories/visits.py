"""Field visits for tests: an event of two days in November 2023, and what belongs to it."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils.timezone import make_aware

from loim.events.models import Event, EventKind, Participant
from loim.visits.models import Group, GroupMember, Host, Leg, Note, Visit
from tests.factories.registration import participant, published_event

DAY = date(2023, 11, 15)
RECORDED = datetime(2023, 10, 1, tzinfo=UTC)
_numbers = count(1)


def visit(of: Event | None = None, *, days: int = 2, **fields: Any) -> Visit:
    if of is None:
        mine = {
            name: fields.pop(name)
            for name in ("organiser", "under", "title", "status", "published_at")
            if name in fields
        }
        start = fields.pop("start_date", DAY)
        of = published_event(
            kind=EventKind.FIELD_VISIT,
            start_date=start,
            end_date=start + timedelta(days=days - 1),
            **mine,
        )
    fields.setdefault("base_town", "Narva")
    return Visit.objects.create(event=of, recorded_at=RECORDED, **fields)


def leg(
    of: Visit, start: str = "09:00", end: str = "10:00", *, day: date | None = None, **fields: Any
) -> Leg:
    """A meeting in Narva for everybody on the first day; times are Tallinn's."""
    on = day or of.event.start_date
    fields.setdefault("title", f"Kohtumine {next(_numbers)}")
    fields.setdefault("town", "Narva")
    groups = fields.pop("groups", None)
    if groups:
        fields.setdefault("goes", "groups")
    start_at = make_aware(datetime.fromisoformat(f"{on}T{start}"))
    end_at = make_aware(datetime.fromisoformat(f"{on}T{end}"))
    if end_at <= start_at:
        end_at += timedelta(days=1)
    made = Leg.objects.create(visit=of, start_at=start_at, end_at=end_at, **fields)
    if groups:
        made.groups.set(groups)
    return made


def host(of: Visit, name: str = "", **fields: Any) -> Host:
    fields.setdefault("contact_email", f"voorustaja{next(_numbers)}@example.ee")
    return Host.objects.create(visit=of, name=name or f"Võõrustaja {next(_numbers)}", **fields)


def group(of: Visit, name: str = "", *members: Participant) -> Group:
    made = Group.objects.create(visit=of, name=name or f"Rühm {next(_numbers)}")
    for person in members:
        GroupMember.objects.create(visit=of, group=made, participant=person)
    return made


def visitor(of: Visit, name: str = "", **fields: Any) -> Participant:
    if name:
        fields["name"] = name
    return participant(of.event, **fields)


def note(of: Leg, text: str = "Räägiti noortest.", **fields: Any) -> Note:
    fields.setdefault("written_at", RECORDED)
    return Note.objects.create(leg=of, text=text, **fields)
