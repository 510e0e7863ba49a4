"""Everything about the day on one page: what is done, and what waits for somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.common.access import allowed
from loim.events.views.pages import changeable_event
from loim.programmes.permissions import may_record


@allowed(may_record)
def day_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    return render(request, "events/day/day.html", {"event": event})
