"""Public events: the list with the calendar's filters, and one with its agenda."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from loim.api.forms.shapes import EventDetailOut, EventFilters, EventListOut, ProblemOut
from loim.api.queries.events import event_details, event_facts, open_events
from loim.api.views.guards import limited
from loim.events.queries.calendar.listed import CalendarFilter

PAGE_SIZE = 50
router = Router(tags=["events"])


@router.get(
    "",
    response={200: EventListOut, 422: ProblemOut, 429: ProblemOut},
    summary="Public events",
    operation_id="listEvents",
)
@limited
def list_events(request: HttpRequest, filters: Query[EventFilters]) -> dict[str, Any]:
    """In order of time, fifty on a page; without `since` from today on."""
    said = filters.dict(include=set(CalendarFilter.__annotations__))
    found = open_events().filter(
        CalendarFilter(**said).conditions(), end_date__gte=filters.since or timezone.localdate()
    )
    if filters.until is not None:
        found = found.filter(start_date__lte=filters.until)
    paginator = Paginator(found.order_by("start_date", "start_time", "pk"), PAGE_SIZE)
    is_past_the_end = filters.page > paginator.num_pages
    shown = [] if is_past_the_end else list(paginator.page(filters.page))
    return {
        "items": [event_facts(event) for event in shown],
        "count": paginator.count,
        "page": filters.page,
        "pages": paginator.num_pages,
    }


@router.get(
    "/{int:event_id}",
    response={200: EventDetailOut, 404: ProblemOut, 429: ProblemOut},
    summary="One event with its agenda, and how one registers",
    operation_id="getEvent",
)
@limited
def get_event(request: HttpRequest, event_id: int) -> dict[str, Any]:
    return event_details(get_object_or_404(open_events(), pk=event_id), timezone.now())
