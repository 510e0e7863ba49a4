"""What one can take part in now, whatever its form: each part leads to the whole list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.events.queries.registration.open_now import events_to_register_for

SHORT = 6  # of each form, so that the page stays one look


@public("what everybody may come to or join: only what its organisers have published")
@briefly_cached
def whats_on(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {"events": list(events_to_register_for(now)[:SHORT])}
    context["has_nothing"] = not any(context.values())
    return render(request, "portal/whats_on.html", context)
