"""Pages about roles: give one, end one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.people.actions.memberships import add_membership, end_membership
from loim.people.forms.memberships import EndForm, MembershipForm, role_texts
from loim.people.models import Membership, Organisation
from loim.people.permissions import may_administer
from loim.people.views.signed_in_person import signed_in_person


@signed_in
def membership_add(request: HttpRequest, organisation_pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=organisation_pk)
    if not may_administer(request.user, organisation):
        raise PermissionDenied
    form = MembershipForm(
        request.POST or None,
        organisation=organisation,
        initial={"start_date": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_membership(
                by=signed_in_person(request),
                now=timezone.now(),
                organisation=organisation,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role was given."))
            return redirect("organisation", pk=organisation.pk)
    return render(
        request,
        "people/membership_add.html",
        {"form": form, "organisation": organisation, "role_texts": role_texts(organisation)},
    )


@signed_in
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=pk)
    person = signed_in_person(request)
    if membership.user_id != person.pk and not may_administer(person, membership.organisation):
        raise PermissionDenied
    form = EndForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            end_membership(
                by=person,
                now=timezone.now(),
                membership=membership,
                last_day=form.cleaned_data["last_day"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role has its last day now."))
            return redirect("organisation", pk=membership.organisation_id)
    return render(request, "people/membership_end.html", {"form": form, "membership": membership})
