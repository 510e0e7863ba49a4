"""One's own entry for a calendar, with the link for taking part online."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event
from loim.events.queries.calendar.ical import calendar_file
from loim.events.queries.registration.own_link import Opened
from loim.events.views.registration.own import opened

HAS_PLACE = (ParticipantState.ADMITTED, ParticipantState.ATTENDED)


@opened
@require_safe
def own_calendar(request: HttpRequest, found: Opened) -> HttpResponse:
    """Of whoever has no place, or not yet, without that link."""
    registration = found.registration
    event = Event.objects.select_related("organiser", "series").get(pk=registration.event_id)
    content = calendar_file(
        [event],
        language=get_language() or registration.language,
        has_online_link=found.participants().filter(state__in=HAS_PLACE).exists(),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{event.pk}.ics"'
    return response
