"""Somebody's own registration, opened by the link that they were sent."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.events.actions.places import (
    Busy,
    LinkExpired,
    accept_offer,
    decline_offer,
    settle_places,
    withdraw,
)
from loim.events.actions.registration.confirming import confirm_registration
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models import Registration
from loim.events.queries.agenda.shown import released_agenda
from loim.events.queries.registration.call import settings_of
from loim.events.queries.registration.own_link import Opened, opened_by
from loim.events.queries.registration.own_page import may_add, own_people, own_times

REASON = "the secret in the link is the permission"
View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Gives the view what the link opens; a link that opens nothing says what to do instead."""

    @wraps(view)
    def with_opened(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        found = opened_by(key)
        if found is None or not found.participants().filter(erased_at=None).exists():
            return render(request, "events/registration/unknown_link.html", status=404)
        response = view(request, found, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(REASON)(never_cache(with_opened))  # type: ignore[return-value]


@opened
@require_safe
def own_registration(request: HttpRequest, found: Opened) -> HttpResponse:
    registration, now = found.registration, timezone.now()
    event = registration.event
    settings = settings_of(event)
    times = own_times(event, settings, now)
    people = own_people(found, times, now)
    live = [person for person in people if person.participant.state in LIVE]
    has_place = any(person.has_place for person in people)
    return render(
        request,
        "events/registration/own.html",
        {
            "agenda": released_agenda(event, is_participant=has_place, key=found.key),
            "opened": found,
            "registration": registration,
            "event": event,
            "times": times,
            "people": people,
            "must_confirm": found.is_whole and bool(live) and _may_confirm(registration, now),
            "offered": [person for person in people if person.is_offered],
            "leaving": [person for person in people if person.can_leave],
            "has_place": has_place,
            "may_add": found.is_whole
            and settings is not None
            and may_add(event, settings, len(live), now),
            "owes_answers": any(person.owes_answers for person in people),
        },
    )


@opened
@require_POST
def own_confirm(request: HttpRequest, found: Opened) -> HttpResponse:
    """A scanner of mails opens links, but presses no buttons."""
    if not found.is_whole:
        raise Http404
    try:
        confirm_registration(registration=found.registration, now=timezone.now())
    except Refusal as refusal:
        _refused(request, found, refusal)
    else:
        messages.success(request, _("Thank you: your registration is confirmed."))
    return redirect("registration", found.key)


@opened
@require_POST
def own_offer(request: HttpRequest, found: Opened) -> HttpResponse:
    """Accept or decline: one person's place, or everybody's where they come whole."""
    accepts = request.POST.get("answer") == "accept"
    people = _chosen(request, found).filter(state=ParticipantState.OFFERED)
    now = timezone.now()
    try:
        for person in people:
            if accepts:
                accept_offer(participant=person, is_registrant=found.is_whole, now=now)
            else:
                decline_offer(participant=person, now=now)
    except Refusal as refusal:
        _refused(request, found, refusal)
        return redirect("registration", found.key)
    if accepts:
        messages.success(request, _("The place is yours. See you there!"))
    else:
        messages.success(request, _("Thank you for saying so: somebody else may come instead."))
    return redirect("registration", found.key)


@opened
@require_POST
def own_withdraw(request: HttpRequest, found: Opened) -> HttpResponse:
    """The whole registration, or those who are ticked."""
    people = list(_chosen(request, found).filter(state__in=sorted(LIVE)))
    if not people:
        messages.error(request, _("Nobody was chosen, so nothing was changed."))
        return redirect("registration", found.key)
    try:
        withdraw(participants=people, by=None, now=timezone.now())  # whoever has the link
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have withdrawn: somebody else may come instead."))
    return redirect("registration", found.key)


def _may_confirm(registration: Registration, now: datetime) -> bool:
    limit = registration.confirm_by
    return registration.confirmed_at is None and (limit is None or now < limit)


def _refused(request: HttpRequest, found: Opened, refusal: Refusal) -> None:
    messages.error(request, str(refusal))
    if isinstance(refusal, LinkExpired):  # the page shows it, and the next person need not wait
        with suppress(Busy):
            settle_places(event=found.registration.event, now=timezone.now())


def _chosen(request: HttpRequest, found: Opened) -> Any:
    """Those named in the form who are this link's own."""
    wanted = [int(key) for key in request.POST.getlist("participant") if _is_key(key)]
    people: Any = found.participants().select_related("registration")
    return people.filter(pk__in=wanted)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18  # bigint
