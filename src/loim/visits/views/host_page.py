"""The host's own page, opened by the link in their letter: who comes, and their answer."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.events.models import EventStatus
from loim.visits.actions import hosting
from loim.visits.forms.others import CancelForm, TextForm
from loim.visits.models import Host, Leg
from loim.visits.queries.board import load_board
from loim.visits.queries.hosts import hosted_legs
from loim.visits.queries.links import host_of_key
from loim.visits.views.loading import done

REASON = "the secret in the link is the permission"
NAMES_SHOWN = timedelta(days=14)  # after a meeting: who was there is needed for nothing later
View = Callable[..., HttpResponse]


def by_host(view: View) -> View:
    @wraps(view)
    def with_host(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        host = host_of_key(key)
        if host is None:
            return render(request, "visits/unknown_link.html", status=404)
        response = view(request, host, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(REASON)(never_cache(with_host))  # type: ignore[return-value]


@by_host
@require_safe
def host_page(request: HttpRequest, host: Host) -> HttpResponse:
    return _show(request, host)


def _show(
    request: HttpRequest,
    host: Host,
    *,
    question: TextForm | None = None,
    cancelling: tuple[int, CancelForm] | None = None,
) -> HttpResponse:
    visit, now = host.visit, timezone.now()
    legs = [
        (one, cancelling[1] if cancelling and cancelling[0] == one.leg.pk else CancelForm(),
         one.leg.end_at <= now)
        for one in hosted_legs(load_board(visit), host)
    ]  # fmt: skip
    return render(
        request,
        "visits/host_page.html",
        {
            "host": host,
            "visit": visit,
            "event": visit.event,
            "key": host.own_key,
            "names_since": now - NAMES_SHOWN,
            "legs": legs,
            "is_cancelled": visit.event.status == EventStatus.CANCELLED,
            "messages_of_host": host.messages.order_by("sent_at", "pk"),
            "question": question or TextForm(),
            "open_cancelling": cancelling[0] if cancelling else None,
        },
    )


@by_host
@require_POST
def host_confirm(request: HttpRequest, host: Host, leg: int) -> HttpResponse:
    done(
        request,
        hosting.confirm_leg,
        _("Thank you! The visitors count on you."),
        leg=_leg(host, leg),
        now=timezone.now(),
    )
    return redirect("visit-host-page", host.own_key)


@by_host
@require_POST
def host_cancel(request: HttpRequest, host: Host, leg: int) -> HttpResponse:
    form = CancelForm(request.POST)
    if form.is_valid():
        said = _(
            "The organiser and those who would have come are told now. Thank you for saying so."
        )
        try:
            hosting.cancel_leg(
                leg=_leg(host, leg), reason=form.cleaned_data["reason"], now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, said)
            return redirect("visit-host-page", host.own_key)
    return _show(request, host, cancelling=(leg, form))


@by_host
@require_POST
def host_ask_back(request: HttpRequest, host: Host) -> HttpResponse:
    form = TextForm(request.POST)
    if form.is_valid():
        hosting.write_from_host(
            host=host,
            text=form.cleaned_data["text"],
            leg=None,
            submission=form.once(),
            now=timezone.now(),
        )
        messages.success(request, _("Sent. The organiser answers by e-mail and here."))
        return redirect("visit-host-page", host.own_key)
    return _show(request, host, question=form)


def _leg(host: Host, key: int) -> Leg:
    leg = get_object_or_404(host.legs, pk=key)
    leg.visit = host.visit
    return leg
