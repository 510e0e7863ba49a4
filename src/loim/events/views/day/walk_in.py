"""Adding somebody who is not on the list, on a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.day.walk_in import NoFreePlace, add_walk_in
from loim.events.actions.places import FormUsedElsewhere
from loim.events.forms.day.walk_in import WalkInForm
from loim.events.forms.registration.typed import send_anew
from loim.events.views.day.slots import chosen_slot, day_if_not_today, slots_of
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def walk_in_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    slots = slots_of(event)
    slot = chosen_slot(slots, request.POST or request.GET, event, now)
    form = WalkInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        newcomer = form.walk_in(
            at=now,
            session=slot.session,
            day=day_if_not_today(slot, event, now),
            language=get_language() or event.language,
        )
        try:
            add_walk_in(event=event, newcomer=newcomer, by=person, now=now)
        except NoFreePlace as refusal:
            form.add_error("note", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, FormUsedElsewhere):
                send_anew(form, "scan")
        else:
            messages.success(request, _("Checked in: %(name)s.") % {"name": newcomer.name})
            return redirect("event-check-in", pk)
    return render(request, "events/day/walk_in.html", {"event": event, "form": form, "slot": slot})
