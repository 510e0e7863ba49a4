"""What one can take part in now, whatever its form: each part leads to the whole list."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.clubs.queries.club_lists import clubs_to_join
from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.events.queries.registration.open_now import events_to_register_for
from loim.ideas.queries.forum.listed import forums_open
from loim.trainings.queries.training.public_page import open_calls
from loim.visits.queries.visits import coming_visits

SHORT = 6  # of each form, so that the page stays one look


@public("what everybody may come to or join: only what its organisers have published")
@briefly_cached
def whats_on(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    context: dict[str, Any] = {
        "events": list(events_to_register_for(now)[:SHORT]),
        "clubs": clubs_to_join(today=today, limit=SHORT),
        "trainings": list(open_calls(now)[:SHORT]),
        "forums": list(forums_open(now)[:SHORT]),
        # As everybody sees them, whoever looks: drafts stay on their own pages.
        "visits": list(coming_visits(AnonymousUser(), today).select_related("event")[:SHORT]),
    }
    context["has_nothing"] = not any(context.values())
    return render(request, "portal/whats_on.html", context)
