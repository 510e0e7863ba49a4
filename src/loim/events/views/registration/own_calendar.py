"""One's own entry for a calendar, with the link for taking part online."""

from django.http import Http404, HttpRequest, HttpResponse

from loim.events.queries.registration.own_link import Opened
from loim.events.views.registration.own import opened


@opened
def own_calendar(request: HttpRequest, found: Opened) -> HttpResponse:
    raise Http404
