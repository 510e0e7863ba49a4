"""How the places stand now, for the organiser: the page, and its part that renews itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, EventStatus, Participant
from loim.events.queries.places.leaving import if_one_leaves
from loim.events.queries.places.naming import AnswerNames
from loim.events.queries.places.standing import standing
from loim.events.queries.places.standing_words import (
    offers_in_words,
    rules_in_figures,
    waiting_in_words,
)
from loim.events.views.pages.loading import changeable_event
from loim.programmes.permissions import may_record


@allowed(may_record)
@never_cache
@require_safe
def places_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    return render(request, "events/places/places.html", _shown(request, event))


@allowed(may_record)
@never_cache
@require_safe
def places_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that a browser asks for every few seconds."""
    event = changeable_event(request, pk)
    shown = _shown(request, event)
    if shown["places"] is None:
        raise Http404
    return render(request, "events/places/live.html", shown)


def _shown(request: HttpRequest, event: Event) -> dict[str, Any]:
    now = timezone.now()
    places = standing(event, now)
    if places is None:
        return {"event": event, "places": None}
    names = AnswerNames(rule.about for rule in places.engine.rules)
    waiting = paged(request, list(places.waiting))
    offers = (
        Participant.objects.filter(event=event, state=ParticipantState.OFFERED)
        .select_related("registration", "organisation")
        .order_by("offer_expires_at", "pk")
    )
    return {
        "event": event,
        "places": places,
        "now": now,
        "is_live": event.status == EventStatus.PUBLISHED,
        "applied": places.by_state[ParticipantState.APPLIED],
        "rules": rules_in_figures(places, names),
        "offers": offers_in_words(offers[:50], names),
        "waiting_list": waiting,
        "waiting": waiting_in_words(waiting.page.object_list, names, is_drawn=places.is_drawn),
        "leaving": [] if places.is_drawn else if_one_leaves(event, places, now),
    }
