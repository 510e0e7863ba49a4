"""Seats of a network: how it is composed, who holds a seat, and how one is filled."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import allowed, public
from loim.common.refusals import Refusal
from loim.events.queries.organisation_book import OrganisationBook
from loim.networks.actions.mandates import elect, end_mandate, fill_seat
from loim.networks.actions.seats import add_seats, close_seat, edit_seat
from loim.networks.forms.members import LastDayForm
from loim.networks.forms.seats import ElectionForm, EndMandateForm, NominationForm, SeatForm
from loim.networks.logic.terms import next_free_day, term_end
from loim.networks.models import Filling, Seat
from loim.networks.on_network_page import draw_links_of
from loim.networks.permissions import may_change_network
from loim.networks.queries.seats import composition_on
from loim.networks.queries.shown_holders import ShownTo
from loim.networks.views.loading import (
    changeable_mandate,
    changeable_network,
    changeable_seat,
    seen_network,
    user_of,
)
from loim.programmes.permissions import may_record


@public("whoever may read the network may know its seats; people are named by consent alone")
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    network = seen_network(request, pk)
    if isinstance(network, HttpResponse):
        return network
    today = timezone.localdate()
    context = {
        "network": network,
        "composition": composition_on(network, today),
        "may_change": may_change_network(request.user, network),
        "shown": ShownTo(request.user, network),
        "today": today,
    }
    return render(request, "networks/core/seats.html", context)


@public("whoever may read the network may know its seats; people are named by consent alone")
def seat_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Who held it and holds it; for those who keep the network, how to fill it."""
    seat = get_object_or_404(Seat.objects.select_related("organisation"), pk=pk)
    network = seen_network(request, seat.network_id)
    if isinstance(network, HttpResponse):
        return network
    seat.network = network
    may_change = may_change_network(request.user, network)
    forms = _fill_forms(request, seat) if may_change else {}
    if request.method == "POST" and may_change and _filled(request, seat, forms):
        return redirect("network-seat", pk)
    mandates = seat.mandates.select_related("member__organisation", "election")
    context = {
        "network": network,
        "seat": seat,
        "may_change": may_change,
        "shown": ShownTo(request.user, network),
        "mandates": mandates.prefetch_related("election__candidates__member__organisation").order_by("-start_date", "-pk"),
        "draw_links": draw_links_of(seat, request.user) if seat.filling == Filling.DRAW else [],
        "today": timezone.localdate(),
        **forms,
    }  # fmt: skip
    return render(request, "networks/core/seat.html", context)


def _fill_forms(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """From the first free day on, for the network's term; nothing for a seat that is gone or is
    held for ever."""
    today = timezone.localdate()
    held = list(seat.mandates.values_list("start_date", "end_date"))
    first = next_free_day(max(today, seat.start_date), held)
    is_gone = first is None or (seat.end_date is not None and first > seat.end_date)
    if is_gone and request.method != "POST":  # what somebody typed meanwhile is answered
        return {}
    first = first or today
    term = {
        "start_date": first,
        "end_date": term_end(first, seat.network.term_months, seat.end_date),
    }
    members = seat.network.members.in_force_on(first).select_related("organisation", "user")
    members = members.order_by("name", "organisation__name", "pk")
    step = request.POST.get("step", "")
    data = request.POST if request.method == "POST" else None
    forms: dict[str, Any] = {
        "nomination": NominationForm(
            data if step == "nominate" else None, members=members, initial=term
        )
    }
    if seat.filling == Filling.ELECTION:
        forms["election"] = ElectionForm(
            data if step == "elect" else None, members=list(members), today=today, initial=term
        )
    return forms


def _filled(request: HttpRequest, seat: Seat, forms: dict[str, Any]) -> bool:
    form = forms.get(
        {"nominate": "nomination", "elect": "election"}.get(request.POST.get("step", ""), "")
    )
    if form is None or not form.is_valid():
        return False
    said = form.cleaned_data
    term = {name: said[name] for name in ("start_date", "end_date", "note")}
    try:
        if isinstance(form, ElectionForm):
            elect(
                seat=seat, votes=form.votes(), held_date=said["held_date"],
                tie_winner=said["tie_winner"], tie_words=said["tie_words"],
                submission=said["submission"] or form.initial["submission"],
                by=user_of(request), now=timezone.now(), **term,
            )  # fmt: skip
        else:
            fill_seat(
                seat=seat, member=said["member"], filled_by=Filling.NOMINATION,
                by=user_of(request), now=timezone.now(), **term,
            )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The seat is filled."))
    return True


@allowed(may_record)
def seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    network = changeable_network(request, pk)
    data = request.POST if request.method == "POST" else None
    form = SeatForm(data, network=network, book=OrganisationBook())
    if data is not None and form.is_valid():
        try:
            added = add_seats(
                network=network, facts=form.facts(), number=form.cleaned_data["number"],
                submission=form.cleaned_data["submission"] or form.initial["submission"],
                by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(number)s seat is added.", "%(number)s seats are added.", len(added))
            messages.success(request, said % {"number": len(added)})
            return redirect("network-seats", pk)
    return render(request, "networks/core/seat_form.html", {"network": network, "form": form})


@allowed(may_record)
def seat_edit(request: HttpRequest, pk: int) -> HttpResponse:
    seat = changeable_seat(request, pk)
    data = request.POST if request.method == "POST" else None
    also = [seat.organisation_id] if seat.organisation_id else []
    form = SeatForm(data, network=seat.network, book=OrganisationBook(also=also), seat=seat)
    if data is not None and form.is_valid():
        try:
            edit_seat(seat=seat, facts=form.facts(), by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The seat is saved."))
            return redirect("network-seat", pk)
    context = {"network": seat.network, "seat": seat, "form": form}
    return render(request, "networks/core/seat_form.html", context)


@allowed(may_record)
def seat_close(request: HttpRequest, pk: int) -> HttpResponse:
    seat = changeable_seat(request, pk)
    data = request.POST if request.method == "POST" else None
    form = LastDayForm(data, initial={"end_date": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            close_seat(seat=seat, by=user_of(request), now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The end is noted."))
            return redirect("network-seats", seat.network_id)
    context = {"network": seat.network, "seat": seat, "form": form}
    return render(request, "networks/core/seat_close.html", context)


@allowed(may_record)
def mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = changeable_mandate(request, pk)
    data = request.POST if request.method == "POST" else None
    form = EndMandateForm(data, initial={"end_date": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            end_mandate(
                mandate=mandate, by=user_of(request), now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The end is noted."))
            return redirect("network-seat", mandate.seat_id)
    context = {"network": mandate.seat.network, "mandate": mandate, "form": form}
    return render(request, "networks/core/mandate_end.html", context)
