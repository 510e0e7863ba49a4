"""Everything about the day on one page: what is done, and what waits for somebody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.day.resolving import mark_rest_absent, take_check_ins
from loim.events.models import Event
from loim.events.queries.day.hub import day_state
from loim.events.views.day.slots import slots_of
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def day_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    if request.method == "POST":
        _act(request, event)
        return redirect("event-day", pk)
    state = day_state(event)
    return render(
        request,
        "events/day/day.html",
        {
            "event": event,
            "state": state,
            "sessions": [
                (slot.label, slot.day, state.by_session[slot.session])
                for slot in (slots_of(event) if state.by_session else [])
                if slot.session in state.by_session
            ],
            "is_over": localdate() >= event.end_date,
        },
    )


def _act(request: HttpRequest, event: Event) -> None:
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    organisation = request.POST.get("organisation", "")
    try:
        if "absent" in request.POST:
            number = mark_rest_absent(event=event, by=person, now=now)
            text = ngettext(
                "%(number)s person did not come.", "%(number)s people did not come.", number
            )
            messages.success(request, text % {"number": number})
        elif organisation.isdecimal() and len(organisation) < 19:
            take_check_ins(event=event, organisation=int(organisation), by=person, now=now)
            messages.success(request, _("Saved: those who were checked in are counted."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
