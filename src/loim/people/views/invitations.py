"""Invite, send again, withdraw."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed, signed_in
from loim.common.refusals import Refusal
from loim.people.actions import invitations as actions
from loim.people.forms.memberships import InvitationForm, role_texts
from loim.people.models import Invitation, Organisation
from loim.people.permissions import may_administer, may_administer_platform
from loim.people.views.signed_in_person import signed_in_person


@signed_in
def invitation_new(request: HttpRequest, organisation_pk: int) -> HttpResponse:
    """An organisation's administrator invites people to it."""
    organisation = get_object_or_404(Organisation, pk=organisation_pk)
    if not may_administer(request.user, organisation):
        raise PermissionDenied
    form = InvitationForm(
        request.POST or None, organisation=organisation, initial={"language": "et"}
    )
    if _invite(request, form, organisation):
        return redirect("organisation", pk=organisation.pk)
    return render(
        request,
        "people/invitation_new.html",
        {"form": form, "organisation": organisation, "role_texts": role_texts(organisation)},
    )


@allowed(may_administer_platform)
def person_invite(request: HttpRequest) -> HttpResponse:
    """A platform administrator invites people to any organisation."""
    form = InvitationForm(
        request.POST or None,
        initial={"language": "et", "organisation": request.GET.get("organisation")},
    )
    if _invite(request, form, None):
        return redirect("people-list")
    return render(
        request, "people/invitation_new.html", {"form": form, "role_texts": role_texts(None)}
    )


def _invite(request: HttpRequest, form: InvitationForm, organisation: Organisation | None) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    given: dict[str, Any] = {"organisation": organisation, **form.cleaned_data}
    try:
        actions.invite(by=signed_in_person(request), now=timezone.now(), **given)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("The invitation was sent to %(email)s.") % {"email": given["email"]}
    )
    return True


@require_POST
@signed_in
def invitation_resend(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer_for(request, pk, actions.resend_invitation, _("The invitation was sent again."))


@require_POST
@signed_in
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer_for(request, pk, actions.withdraw_invitation, _("The invitation was withdrawn."))


def _answer_for(request: HttpRequest, pk: int, action: Any, done: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    if not may_administer(request.user, invitation.organisation):
        raise PermissionDenied
    try:
        action(by=signed_in_person(request), now=timezone.now(), invitation=invitation)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("organisation", pk=invitation.organisation_id)
