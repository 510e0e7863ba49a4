"""The form as applicants see it, for the organiser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from loim.common.access import allowed
from loim.events.forms.registration.entry import EntryForm
from loim.events.forms.registration.settings import new_settings
from loim.events.queries.registration.call import registration_call, settings_of
from loim.events.queries.registration.rules_in_words import rules_in_words
from loim.events.views.pages.loading import changeable_event
from loim.programmes.permissions import may_record


@allowed(may_record)
def form_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing can be sent from it."""
    event = changeable_event(request, pk)
    now = timezone.now()
    settings = settings_of(event)
    return render(
        request,
        "events/registration/preview.html",
        {
            "event": event,
            "entry": EntryForm(
                None,
                settings=settings or new_settings(event, now),
                person=request.user,
                language=get_language() or event.language,
            ),
            "call": registration_call(event, now),
            "place_rules": rules_in_words(settings) if settings else None,
        },
    )
