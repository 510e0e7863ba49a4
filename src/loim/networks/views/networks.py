"""Pages about networks."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.events.queries.organisation_book import OrganisationBook
from loim.events.queries.record_defaults import own_organisations
from loim.networks.actions.recording import edit_network, end_network, record_network
from loim.networks.forms.networks import EndForm, MembersForm, NetworkFilterForm, NetworkForm
from loim.networks.models import Network
from loim.networks.on_network_page import NETWORK_PAGE, next_dates_of
from loim.networks.permissions import (
    may_change_network,
    may_see_inside_network,
    may_see_network,
    networks_seen_by,
)
from loim.networks.queries.excluded import excluded_networks, may_be_excluded
from loim.networks.queries.listed import listed_networks, network_history
from loim.networks.queries.meetings.owed import owed_by
from loim.networks.queries.members import (
    names_of_organisations,
    organisations_in,
    with_organisations,
)
from loim.people.models import User
from loim.people.permissions import Person
from loim.programmes.permissions import (
    may_correct_somewhere,
    may_record,
    programmes_taken_part_in,
)
from loim.programmes.queries.activity_choices import activity_choices


@public("whoever wants to take part finds public networks and bodies; the rest is filtered")
def network_list(request: HttpRequest) -> HttpResponse:
    seen = networks_seen_by(request.user)
    filters = NetworkFilterForm(request.GET, seen=seen)
    networks = listed_networks(seen, filters.wanted(), timezone.localdate())
    page = paged(request, networks)
    owed = owed_by(list(page.page), timezone.localdate()) if request.user.is_authenticated else []
    context = {
        "networks": page,
        "owed": {one.network.pk: one for one in owed},
        "next_dates": next_dates_of([network.pk for network in page.page]),
        "filters": filters,
        "may_record": may_record(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "networks/network_list.html", context)


@signed_in
def export_networks(request: HttpRequest, file_format: str) -> HttpResponse:
    if file_format not in ("csv", "xlsx"):
        raise Http404
    seen = networks_seen_by(request.user)
    filters = NetworkFilterForm(request.GET, seen=seen)
    networks = listed_networks(seen, filters.wanted(), timezone.localdate())
    columns = [
        _("Name"),
        _("Kind"),
        _("Led by"),
        _("Code"),
        _("Works since"),
        _("Until"),
        _("Members"),
    ]
    rows = (
        [
            network.name,
            network.get_kind_display(),
            network.organisation.name,
            f"{network.activity.code} {network.activity.number}".strip(),
            network.start_date,
            network.end_date,
            names_of_organisations(network),
        ]
        for network in with_organisations(networks, timezone.localdate())
    )
    name = f"{_('networks')}-{timezone.localdate():%Y-%m-%d}"
    return table_response(file_format, name, Table(_("Networks"), columns, rows))


@public("whoever founded a network may open its page to everybody; the view guards the rest")
def network_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = _load(pk)
    person: Person = request.user
    if not may_see_network(person, network):
        if person.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    today = timezone.localdate()
    is_inside = may_see_inside_network(person, network)
    may_change = may_change_network(person, network)
    context = {
        "network": network,
        "title": network.text("name"),
        "person": person,
        "today": today,
        "may_change": may_change,
        "is_inside": is_inside,
        "sections": NETWORK_PAGE.sections_of(network, person),
        "history": network_history(pk, with_people=may_change) if is_inside else [],
        "incompatible": excluded_networks(network, person),
        "has_ended": network.end_date is not None and network.end_date < today,
    }
    return render(request, "networks/network.html", context)


@allowed(may_record)
def network_new(request: HttpRequest) -> HttpResponse:
    return _form_page(request, None)


@allowed(may_record)
def network_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(request, _changeable(request, pk))


def _form_page(request: HttpRequest, network: Network | None) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    data = request.POST if request.method == "POST" else None
    before = (
        [each.pk for each in organisations_in(network, timezone.localdate())] if network else []
    )
    form = NetworkForm(
        data,
        organisations=own_organisations(person),
        activities=activity_choices(programmes_taken_part_in(person)),
        others=may_be_excluded(person, network),
        today=timezone.localdate(),
        network=network,
        may_correct=may_correct_somewhere(person),
    )
    members = MembersForm(
        data, book=OrganisationBook(also=before), attendance=dict.fromkeys(before, 1)
    )
    if data is not None and all([form.is_valid(), members.is_valid()]):
        saved = _save(request, network, form, members)
        if saved:
            messages.success(request, _("The network is saved."))
            return redirect("network", saved.pk)
    context = {
        "form": form,
        "attendance": members,
        "network": _load(network.pk) if network else None,
    }
    return render(request, "networks/network_form.html", context)


def _save(
    request: HttpRequest, network: Network | None, form: NetworkForm, members: MembersForm
) -> Network | None:
    said = {
        "facts": form.facts(),
        "members": list(members.attendance()),
        "newcomers": members.newcomers(),
        "incompatible": form.incompatible_networks(),
        "reason": form.reason,
        "by": request.user,
        "now": timezone.now(),
    }
    try:
        if network is None:
            return record_network(**said)  # type: ignore[arg-type]  # named as the action names them
        edit_network(network=network, **said)  # type: ignore[arg-type]
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    return network


@allowed(may_record)
def network_end(request: HttpRequest, pk: int) -> HttpResponse:
    network = _changeable(request, pk)
    person: User = request.user  # type: ignore[assignment]
    form = EndForm(
        request.POST if request.method == "POST" else None,
        initial={"end_date": network.end_date or timezone.localdate()},
        may_correct=may_correct_somewhere(person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_network(
                network=network,
                end_date=form.cleaned_data["end_date"],
                reason=form.reason,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The end is noted."))
            return redirect("network", pk)
    return render(request, "networks/network_end.html", {"network": network, "form": form})


def _load(pk: int) -> Network:
    return get_object_or_404(
        Network.objects.select_related("organisation", "activity__programme", "recorded_by"), pk=pk
    )


def _changeable(request: HttpRequest, pk: int) -> Network:
    network = _load(pk)
    if not may_change_network(request.user, network):
        raise PermissionDenied
    return network
