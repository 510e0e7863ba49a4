"""Pages of organisations."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.actions import organisations as actions
from loim.people.forms.organisations import OrganisationForm, OwnOrganisationForm
from loim.people.models import Organisation
from loim.people.permissions import may_administer, may_administer_platform, may_see_people_of
from loim.people.queries.invitations import unanswered_invitations
from loim.people.queries.memberships import former_members_of, members_of
from loim.people.views.signed_in_person import signed_in_person

FIELD_OF_REFUSAL = {
    actions.NameTaken: "name",
    actions.CodeTaken: "registry_code",
    actions.MunicipalityMissing: "municipality",
    actions.GovernmentTaken: "municipality",
}


@signed_in
def organisation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Anyone signed in sees the organisation; its people, only those who belong to it."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("municipality__county"), pk=pk
    )
    today = timezone.localdate()
    context: dict[str, Any] = {
        "organisation": organisation,
        "today": today,
        "now": timezone.now(),
        "may_administer": may_administer(request.user, organisation),
        "may_administer_platform": may_administer_platform(request.user),
        "may_see_people": may_see_people_of(request.user, organisation),
    }
    if context["may_see_people"]:
        context["members"] = paged(request, members_of(organisation, today=today))
    if context["may_administer"]:
        context["invitations"] = list(unanswered_invitations(organisation)[:100])
        context["former_members"] = list(former_members_of(organisation, today=today)[:100])
    return render(request, "people/organisation.html", context)


@allowed(may_administer_platform)
def organisation_new(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    similar = None
    if request.method == "POST" and form.is_valid():
        try:
            organisation = actions.create_organisation(
                by=signed_in_person(request),
                now=timezone.now(),
                facts=form.facts(),
                is_certainly_new=form.cleaned_data["is_certainly_new"],
            )
        except actions.LooksFamiliar as refusal:
            similar = refusal.similar
        except Refusal as refusal:
            form.add_error(FIELD_OF_REFUSAL.get(type(refusal)), str(refusal))
        else:
            messages.success(request, _("The organisation was saved. You can invite its people."))
            return redirect("organisation", pk=organisation.pk)
    return render(request, "people/organisation_form.html", {"form": form, "similar": similar})


@signed_in
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.select_related("municipality"), pk=pk)
    if not may_administer(request.user, organisation):
        raise PermissionDenied
    form = _edit_form(request, organisation)
    similar = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_organisation(
                by=signed_in_person(request),
                now=timezone.now(),
                organisation=organisation,
                facts=form.facts(),
                is_certainly_new=form.cleaned_data["is_certainly_new"],
            )
        except actions.LooksFamiliar as refusal:
            similar = refusal.similar
        except Refusal as refusal:
            field = FIELD_OF_REFUSAL.get(type(refusal), "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The organisation was saved."))
            return redirect("organisation", pk=organisation.pk)
    return render(
        request,
        "people/organisation_form.html",
        {"form": form, "similar": similar, "organisation": organisation},
    )


def _edit_form(request: HttpRequest, organisation: Organisation) -> OrganisationForm:
    initial = {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "kind": organisation.kind,
        "registry_code": organisation.registry_code,
        "municipality": organisation.municipality_id,
    }
    data = request.POST or None
    if may_administer_platform(request.user):
        return OrganisationForm(data, initial=initial)
    return OwnOrganisationForm(data, initial=initial, organisation=organisation)


@require_POST
@allowed(may_administer_platform)
def organisation_state(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=pk)
    is_active = request.POST.get("state") == "active"
    actions.set_organisation_active(
        by=signed_in_person(request),
        now=timezone.now(),
        organisation=organisation,
        is_active=is_active,
    )
    messages.success(
        request,
        _("The organisation is active again.") if is_active else _("The organisation is closed."),
    )
    return redirect("organisation", pk=pk)
