"""What is kept of participants, until when and what went; and erasing it by one's own link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.actions.registrants.erasure import erase_participant, erase_registration
from loim.events.queries.registrants.retention import (
    erasures_of,
    kept_days_of,
    kept_of,
)
from loim.events.queries.registration.own_link import Opened, opened_by
from loim.events.views.pages.loading import changeable_event
from loim.programmes.permissions import may_record


@allowed(may_record)
def retention_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    return render(
        request,
        "events/registrants/retention.html",
        {
            "event": event,
            "kept": kept_of(event),
            "kept_days": kept_days_of(event),
            "erasures": paged(request, erasures_of(event)),
        },
    )


@public("the secret in the link is the permission")
def registration_erase(request: HttpRequest, key: str) -> HttpResponse:
    """Asks once more, then erases what the link opens."""
    opened = opened_by(key)
    people = list(opened.participants().filter(erased_at=None)) if opened else []
    if opened is None or not people:
        return render(request, "events/registration/unknown_link.html", status=404)
    if request.method == "POST":
        try:
            _erase(opened)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("registration-erase", key)
        messages.success(request, _("Your data is erased. This link opens nothing any more."))
        return redirect("home")
    return render(
        request,
        "events/registrants/erase.html",
        {"event": opened.registration.event, "people": people, "key": key},
    )


def _erase(opened: Opened) -> None:
    if opened.only is None:
        erase_registration(registration=opened.registration, by=None, now=timezone.now())
    else:
        erase_participant(participant=opened.only, by=None, now=timezone.now())
