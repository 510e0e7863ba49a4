"""Members of a network: their directory, adding, changing and ending."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.events.queries.organisation_book import OrganisationBook
from loim.networks.actions.members import (
    add_members,
    edit_member,
    end_member,
    send_letter_again,
)
from loim.networks.forms.members import (
    LastDayForm,
    MemberFilterForm,
    MemberForm,
    MemberLinesForm,
)
from loim.networks.models import Member
from loim.networks.permissions import is_member_of, may_change_network
from loim.networks.queries.directory import directory, struck_off
from loim.networks.views.loading import (
    changeable_member,
    changeable_network,
    load_network,
    user_of,
)
from loim.programmes.permissions import may_record


@signed_in
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """For members, and for those who keep the network."""
    network = load_network(pk)
    is_keeper = may_change_network(request.user, network)
    if not is_keeper and not is_member_of(request.user, network):
        raise PermissionDenied
    today = timezone.localdate()
    filters = MemberFilterForm(request.GET)
    found = directory(network, filters.wanted(), today, shows_all=is_keeper)
    context = {
        "network": network,
        "members": paged(request, found),
        "filters": filters,
        "is_keeper": is_keeper,
        "today": today,
        "struck_off": struck_off(network, today) if is_keeper else [],
    }
    return render(request, "networks/core/members.html", context)


@allowed(may_record)
def export_members(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    if file_format not in ("csv", "xlsx"):
        raise Http404
    network = changeable_network(request, pk)
    filters = MemberFilterForm(request.GET)
    today = timezone.localdate()
    columns = [
        _("Name"), _("E-mail"), _("Phone"), _("Organisation"), _("Party"), _("Role"), _("Seat"),
        _("Language"), _("From"), _("Until"), _("Listed"),
    ]  # fmt: skip
    rows = (
        _row(member, today)
        for member in directory(network, filters.wanted(), today, shows_all=True)
    )
    name = f"{_('members')}-{network.pk}-{today:%Y-%m-%d}"
    return table_response(file_format, name, Table(_("Members"), columns, rows))


def _row(member: Any, today: Any) -> list[Any]:
    return [
        member.name and str(member),
        member.email,
        member.phone,
        member.organisation.name if member.organisation else "",
        member.get_party_display(),
        member.role_on(today).label,
        ", ".join(str(held.seat.text("title")) for held in member.held_now),
        member.get_language_display(),
        member.start_date,
        member.end_date,
        _("yes") if member.listed_consent_at or member.is_organisation else _("no"),
    ]


@allowed(may_record)
def member_new(request: HttpRequest, pk: int) -> HttpResponse:
    network = changeable_network(request, pk)
    data = request.POST if request.method == "POST" else None
    form = MemberForm(data, book=OrganisationBook(), today=timezone.localdate())
    if data is not None and form.is_valid() and _added(request, network, form, [form.facts()]):
        return redirect("network-members", pk)
    return render(request, "networks/core/member_form.html", {"network": network, "form": form})


@allowed(may_record)
def members_paste(request: HttpRequest, pk: int) -> HttpResponse:
    network = changeable_network(request, pk)
    data = request.POST if request.method == "POST" else None
    form = MemberLinesForm(data, book=OrganisationBook(), today=timezone.localdate())
    if data is not None and form.is_valid() and _added(request, network, form, form.people()):
        return redirect("network-members", pk)
    return render(request, "networks/core/members_paste.html", {"network": network, "form": form})


def _added(request: HttpRequest, network: Any, form: Any, people: list[Any]) -> bool:
    try:
        added = add_members(
            network=network,
            people=people,
            submission=form.cleaned_data["submission"] or form.initial["submission"],
            by=user_of(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    said = ngettext("%(number)s member is added.", "%(number)s members are added.", len(added))
    messages.success(request, said % {"number": len(added)})
    return True


@allowed(may_record)
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    member = changeable_member(request, pk)
    data = request.POST if request.method == "POST" else None
    also = [member.organisation_id] if member.organisation_id else []
    form = MemberForm(
        data, book=OrganisationBook(also=also), today=timezone.localdate(), member=member
    )
    if data is not None and form.is_valid():
        try:
            edit_member(member=member, facts=form.facts(), by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The member is saved."))
            return redirect("network-members", member.network_id)
    context = {"network": member.network, "form": form, "member": member}
    return render(request, "networks/core/member_form.html", context)


@allowed(may_record)
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    member = changeable_member(request, pk)
    data = request.POST if request.method == "POST" else None
    form = LastDayForm(data, initial={"end_date": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            end_member(member=member, by=user_of(request), now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The end is noted."))
            return redirect("network-members", member.network_id)
    held = member.mandates.select_related("seat__network").order_by("start_date", "pk")
    context = {
        "network": member.network,
        "form": form,
        "member": member,
        "held": [each for each in held if each.end_date is None or each.end_date >= timezone.localdate()],
    }  # fmt: skip
    return render(request, "networks/core/member_end.html", context)


@allowed(may_record)
@require_POST
def member_letter(request: HttpRequest, pk: int) -> HttpResponse:
    member: Member = changeable_member(request, pk)
    try:
        send_letter_again(member=member, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter is sent to %(email)s.") % {"email": member.email})
    return redirect("network-members", member.network_id)
