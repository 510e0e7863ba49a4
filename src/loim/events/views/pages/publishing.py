"""Publishing an event's page, after a look at what it still needs; taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.pages.publishing import publish_event, take_back_event
from loim.events.queries.pages.readiness import (
    languages_without_text,
    what_is_missing,
    what_would_help,
)
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    if request.method == "POST":
        reason = request.POST.get("correction_reason", "")[:500]
        try:
            publish_event(event=event, reason=reason, by=person, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("event-publish", pk)
        messages.success(request, _("The page is public now. Share its address."))
        return redirect("event", pk)
    return render(
        request,
        "events/pages/publish.html",
        {
            "event": event,
            "missing": what_is_missing(event),
            "helpful": what_would_help(event),
            "untranslated": languages_without_text(event),
        },
    )


@allowed(may_record)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    reason = request.POST.get("correction_reason", "")[:500]
    try:
        take_back_event(event=event, reason=reason, by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The page is a draft again; others do not see it."))
    return redirect("event", pk)
