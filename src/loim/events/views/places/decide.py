"""The organiser decides about somebody's place: one person, or several applications at once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.forms.places.decision import DecisionForm, can_be_decided
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, Participant
from loim.events.queries.places.explanation import explanation_of
from loim.events.queries.registration.states_in_words import colour_of, state_in_words
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def decide_page(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person = get_object_or_404(
        Participant.objects.select_related("registration", "organisation", "event"),
        pk=participant,
        event=event,
        erased_at=None,
    )
    if not can_be_decided(person):
        messages.info(request, _("About this place nothing can be decided any more."))
        return redirect("event-places", pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, state=person.state)
    if request.method == "POST" and form.is_valid():
        try:
            form.decide([person], by=_user(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("It is decided, and %(name)s will be told.") % {"name": person.name}
            )
            return redirect("event-places", pk)
    return render(
        request,
        "events/places/decide.html",
        {
            "event": event,
            "person": person,
            "state": state_in_words(person),
            "color": colour_of(person),
            "explanation": explanation_of(person, get_language() or ""),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@allowed(may_record)
def applications_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who wait for the organiser's word, decided about together."""
    event = changeable_event(request, pk)
    applied = (
        Participant.objects.filter(event=event, state=ParticipantState.APPLIED)
        .select_related("registration", "organisation", "municipality")
        .order_by("queued_at", "pk")
    )
    sent = request.method == "POST"
    form = DecisionForm(request.POST if sent else None, state=ParticipantState.APPLIED)
    chosen = _chosen(request, event) if sent else []
    if sent and form.is_valid():
        if not chosen:
            form.add_error(None, _("Choose about whom you decide."))
        elif _decide(request, form, chosen):
            return redirect("event-applications", pk)
    if not sent and not applied.exists():
        return redirect("event-places", pk)
    return render(
        request,
        "events/places/applications.html",
        {
            "event": event,
            "list": paged(request, applied),
            "chosen": {person.pk for person in chosen},
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _decide(request: HttpRequest, form: DecisionForm, chosen: list[Participant]) -> bool:
    try:
        form.decide(chosen, by=_user(request), now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request,
        ngettext(
            "It is decided about %(number)d person, who will be told.",
            "It is decided about %(number)d people, who will be told.",
            len(chosen),
        )
        % {"number": len(chosen)},
    )
    return True


def _chosen(request: HttpRequest, event: Event) -> list[Participant]:
    """Whoever was decided about in another window is left out, and so is anybody else's."""
    keys = [key for key in request.POST.getlist("person") if key.isascii() and key.isdecimal()]
    if len(keys) > 1000:  # no page has so many
        raise Http404
    rows = Participant.objects.filter(
        event=event, state=ParticipantState.APPLIED, pk__in=[int(key[:18]) for key in keys]
    )
    return list(rows.order_by("pk"))


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # `allowed` lets nobody else in
