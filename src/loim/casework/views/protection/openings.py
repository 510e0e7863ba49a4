"""Records opened from outside: the list, opening, ending, looking at what was done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.actions.protection.break_glass import (
    ClientNotFound,
    break_glass,
    client_to_open,
    end_break_glass,
    mark_seen,
)
from loim.casework.actions.protection.viewing import note_view
from loim.casework.forms.protection.opening import OpeningForm
from loim.casework.gate import protecting
from loim.casework.models import BreakGlass, Client
from loim.casework.permissions import may_review
from loim.casework.queries.protection.client_data import data_of
from loim.casework.queries.protection.openings import open_now, openings_to_review
from loim.casework.queries.protection.organisations import organisations_to_open
from loim.casework.queries.protection.views import views_under
from loim.casework.vault import unseal
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.models import User


@protecting
def protection(request: HttpRequest) -> HttpResponse:
    person, now = _person(request), timezone.now()
    return render(
        request,
        "casework/protection/openings.html",
        {
            "openings": paged(request, openings_to_review(person)),
            "open_now": open_now(person, now).order_by("-pk"),
            "may_open": organisations_to_open(person).exists(),
            "now": now,
        },
    )


@protecting
def new(request: HttpRequest) -> HttpResponse:
    person, now = _person(request), timezone.now()
    organisations = organisations_to_open(person)
    if not organisations.exists():
        raise PermissionDenied
    form = OpeningForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        try:
            made = _open(form.cleaned_data, person, now)
        except ClientNotFound as refusal:
            form.add_error("told", str(refusal))
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("It is open. Those whose records these are were told."))
            return redirect("protection-opening", made.pk)
    return render(request, "casework/protection/new.html", {"form": form})


@protecting
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """To whoever opened it, the records, while it is open; to the others, what was looked at."""
    person, now = _person(request), timezone.now()
    shown = _load(person, pk)
    is_own = shown.person_id == person.pk
    context: dict[str, Any] = {"opening": shown, "is_own": is_own, "is_open": shown.is_open(now)}
    if is_own and shown.is_open(now):
        found = Client.objects.filter(organisation=shown.organisation).order_by("-made_at", "-pk")
        if not shown.is_whole:
            found = found.filter(openings=shown)
        context["clients"] = paged(request, found)
        context["named"] = [
            (client, unseal(client.sealed_name)) for client in context["clients"].page
        ]
    else:
        context["views"] = paged(request, views_under(shown))
    context["may_mark_seen"] = (
        not is_own and not shown.seen_at and may_review(person, shown.organisation)
    )
    return render(request, "casework/protection/opening.html", {**context, "now": now})


@protecting
def record(request: HttpRequest, pk: int, client: UUID) -> HttpResponse:
    """All that is kept of one client, to read, by whoever broke the glass."""
    person, now = _person(request), timezone.now()
    shown = get_object_or_404(open_now(person, now).select_related("organisation"), pk=pk)
    found = Client.objects.filter(organisation=shown.organisation)
    if not shown.is_whole:
        found = found.filter(openings=shown)
    of = get_object_or_404(found.select_related("organisation"), uuid=client)
    note_view(client=of, by=person, now=now, page="protection-opening-record")
    return render(
        request,
        "casework/protection/record.html",
        {"opening": shown, "client": of, "name": unseal(of.sealed_name), "data": data_of(of), "now": now},
    )  # fmt: skip


@require_POST
@protecting
def end(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(request)
    end_break_glass(opening=_load(person, pk), by=person, now=timezone.now())
    messages.success(request, _("It is closed again."))
    return redirect("protection-opening", pk)


@require_POST
@protecting
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(request)
    try:
        mark_seen(opening=_load(person, pk), by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is written down that you have seen it."))
    return redirect("counselling-protection")


def _open(told: dict[str, Any], person: User, now: datetime) -> BreakGlass:
    client = None
    if told["scope"] == "one":
        client = client_to_open(
            organisation=told["organisation"], told=told["told"], by=person, now=now
        )
    return break_glass(
        organisation=told["organisation"],
        client=client,
        reason=told["reason"],
        hours=told["hours"],
        by=person,
        now=now,
    )


def _load(person: User, pk: int) -> BreakGlass:
    return get_object_or_404(openings_to_review(person), pk=pk)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):  # the decorator has let nobody else in
        raise PermissionDenied
    return request.user
