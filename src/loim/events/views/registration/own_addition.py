"""One more person comes along: added by the link of whoever registered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.refusals import Refusal
from loim.events.actions.places import add_person
from loim.events.forms.registration.addition import AdditionForm
from loim.events.logic.participant_states import LIVE
from loim.events.queries.registration.call import settings_of
from loim.events.queries.registration.own_link import Opened
from loim.events.queries.registration.own_page import may_add
from loim.events.queries.registration.states_in_words import state_in_words
from loim.events.views.registration.own import opened


@opened
def own_add(request: HttpRequest, found: Opened) -> HttpResponse:
    if not found.is_whole:
        raise Http404
    registration, now = found.registration, timezone.now()
    settings = settings_of(registration.event)
    live = registration.participants.filter(state__in=sorted(LIVE)).count()
    if settings is None or not may_add(registration.event, settings, live, now):
        messages.error(
            request,
            _("Nobody can be added to this registration any more. Write to the organiser."),
        )
        return redirect("registration", found.key)
    is_sent = request.method == "POST"
    form = AdditionForm(
        request.POST if is_sent else None, registration=registration, settings=settings
    )
    is_changed = is_sent and form.is_changed_meanwhile
    if is_sent and form.is_valid() and not is_changed:
        try:
            added = add_person(registration=registration, wanted=form.addition(), now=now)
        except Refusal as refusal:
            form.errors_of_all.append(str(refusal))
        else:
            added.registration, added.event = registration, registration.event
            words = {"name": added.name, "state": state_in_words(added)}
            messages.success(request, _("%(name)s is added: %(state)s.") % words)
            return redirect("registration", found.key)
    return render(
        request,
        "events/registration/add.html",
        {
            "event": registration.event,
            "entry": form,
            "opened": found,
            "is_changed": is_changed,
        },
    )
