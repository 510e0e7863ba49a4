"""Events and their attendance as a file, with the filters of the list."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.tables import Table, table_response
from loim.events.forms.filters import EventFilterForm
from loim.events.models import Attendance, Event
from loim.events.permissions import events_seen_by
from loim.events.queries.event_lists import listed_events
from loim.people.models import User


@signed_in
def export_events(request: HttpRequest, file_format: str) -> HttpResponse:
    """.csv: the events; .xlsx: the events and, on a second sheet, who came to them."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    person: User = request.user  # type: ignore[assignment]
    seen = events_seen_by(person)
    filters = EventFilterForm(request.GET, seen=seen)
    events = listed_events(seen, filters.wanted(), timezone.localdate())
    name = f"{_('events')}-{timezone.localdate():%Y-%m-%d}"
    return table_response(file_format, name, _events(events), _attendance(events))


def _events(events: QuerySet[Event]) -> Table:
    columns = [
        _("First day"),
        _("Last day"),
        _("Title"),
        _("Kind"),
        _("Status"),
        _("Scope"),
        _("Place"),
        _("Organiser"),
        _("Series"),
        _("Code"),
        _("Activity"),
        _("Organisations"),
        _("People"),
    ]
    return Table(_("Events"), columns, (_event_row(event) for event in events))


def _event_row(event: Any) -> list[Any]:
    activity = event.activity
    return [
        event.start_date,
        event.end_date,
        event.title,
        event.get_kind_display(),
        event.get_status_display(),
        event.get_scope_display(),
        event.place,
        event.organiser.name,
        event.series.title if event.series else None,
        f"{activity.code} {activity.number}".strip() if activity else None,
        activity.title if activity else None,
        event.organisation_count,
        event.people_count,
    ]


def _attendance(events: QuerySet[Event]) -> Table:
    columns = [
        _("First day"),
        _("Title"),
        _("Organisation"),
        _("What it is"),
        _("Municipality"),
        _("County"),
        _("People"),
    ]
    return Table(_("Who came"), columns, _attendance_rows(events))


def _attendance_rows(events: QuerySet[Event]) -> Iterator[list[Any]]:
    came = (
        Attendance.objects.filter(event__in=events.order_by().values("pk"))
        .select_related("event", "organisation__municipality__county")
        .order_by("-event__start_date", "-event", "organisation__name", "pk")
    )
    for row in came:
        place = row.organisation.municipality
        yield [
            row.event.start_date,
            row.event.title,
            row.organisation.name,
            row.organisation.get_kind_display(),
            place.name if place else None,
            place.county.name if place else None,
            row.people,
        ]
