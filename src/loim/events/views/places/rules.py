"""The organiser's page about representation: how many places are for whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.places.ruling import ImpossibleRules, set_rules
from loim.events.forms.places.rules import RulesForm
from loim.events.queries.registration.call import settings_of
from loim.events.queries.registration.rules_in_words import rules_in_words
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def rules_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    settings = settings_of(event)
    if settings is None:
        messages.info(request, _("First say how people register; then how places are kept."))
        return redirect("event-registration-settings", pk)
    is_sent = request.method == "POST"
    form = RulesForm(request.POST if is_sent else None, settings=settings)
    if is_sent and "more" not in request.POST and form.is_valid():
        person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
        try:
            warnings = set_rules(event=event, rules=form.facts(), by=person, now=timezone.now())
        except ImpossibleRules as refusal:
            form.faults = refusal.sentences
        except Refusal as refusal:
            form.faults = [str(refusal)]
        else:
            messages.success(request, _("The rules are saved, and hold from now on."))
            for sentence in warnings:
                messages.warning(request, sentence)
            return redirect("event-places", pk)
    return render(
        request,
        "events/places/rules.html",
        {
            "event": event,
            "settings": settings,
            "form": form,
            "place_rules": rules_in_words(settings),
        },
        status=422 if is_sent and form.has_errors else 200,
    )
