"""iCalendar for other programs: a feed with the calendar's filters, and one event alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.translated import LANGUAGE_CODES
from loim.events.models import Event
from loim.events.permissions import may_see_event
from loim.events.queries.calendar.feed import Feed
from loim.events.queries.calendar.ical import calendar_file
from loim.events.queries.calendar.listed import CalendarFilter


@public("what everybody may read, for calendars that cannot sign in")
@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """`?language=` is that of the events; the text's own is `?text=`, else the address's."""
    wanted = CalendarFilter.from_query(request.GET)
    language = _language(request)
    feed = Feed(wanted, language, timezone.localdate())
    unchanged = get_conditional_response(
        request, etag=feed.etag, last_modified=int(feed.last_modified.timestamp())
    )
    if unchanged is not None:
        patch_cache_control(unchanged, public=True, no_cache=True)
        return unchanged
    content = calendar_file(feed.events(), language=language, name=_("Events in Lõim"))
    response = _answer(content, "loim.ics")
    response["ETag"] = feed.etag
    response["Last-Modified"] = http_date(feed.last_modified.timestamp())
    # Anybody may keep it, and asks each time whether it is still the same.
    patch_cache_control(response, public=True, no_cache=True)
    return response


@public("an event that everybody may read; the view guards drafts")
@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Without the link for taking part online: that is in the file of one's own registration."""
    event = get_object_or_404(
        Event.objects.select_related("organiser", "series", "activity__programme"), pk=pk
    )
    if not may_see_event(request.user, event):
        raise Http404
    response = _answer(calendar_file([event], language=_language(request)), f"{pk}.ics")
    patch_cache_control(response, no_cache=True)
    return response


def _language(request: HttpRequest) -> str:
    said = request.GET.get("text", "")
    return said if said in LANGUAGE_CODES else get_language() or LANGUAGE_CODES[0]


def _answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
