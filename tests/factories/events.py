from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from loim.events.models import Attendance, Event, EventKind, EventScope, EventStatus, Series
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories.people import organisation

_numbers = count(1)


def event(under: Activity | None = None, **fields: Any) -> Event:
    """A county's network meeting that was held on one day, unless said otherwise."""
    start = fields.pop("start_date", date(2023, 5, 10))
    return Event.objects.create(
        title=fields.pop("title", f"Kohtumine {next(_numbers)}"),
        kind=fields.pop("kind", EventKind.NETWORK_MEETING),
        status=fields.pop("status", EventStatus.HELD),
        scope=fields.pop("scope", EventScope.COUNTY),
        start_date=start,
        end_date=fields.pop("end_date", start),
        organiser=fields.pop("organiser", None) or organisation(),
        activity=under,
        recorded_at=datetime(2023, 5, 11, tzinfo=UTC),
        **fields,
    )


def attendance(at: Event, of: Organisation, people: int = 1) -> Attendance:
    return Attendance.objects.create(event=at, organisation=of, people=people)


def series(of: Organisation | None = None, title: str = "", **fields: Any) -> Series:
    return Series.objects.create(
        organiser=of or organisation(), title=title or f"Sari {next(_numbers)}", **fields
    )
