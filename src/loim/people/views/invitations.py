"""Invite, send again, withdraw, accept."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loim.common.access import allowed, public, signed_in
from loim.common.refusals import Refusal
from loim.people.actions import invitations as actions
from loim.people.forms.invitations import AcceptForm
from loim.people.forms.memberships import InvitationForm, role_texts
from loim.people.forms.role_texts import WHAT_ROLES_DO
from loim.people.models import Invitation, Organisation, User
from loim.people.permissions import may_administer, may_administer_platform
from loim.people.views.signed_in_person import signed_in_person
from loim.people.views.signing_in import sign_in_new_person

STATUS_OF_REFUSAL: dict[type[Refusal], int] = {actions.InvitationUnknown: 404}


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


@public("opened from the invitation's e-mail by somebody who has no account yet")
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the invitation; accepting takes a button, since mail programs open links too."""
    try:
        invitation = actions.find_invitation(token=token, now=timezone.now())
        if request.method == "POST":
            return _accept(request, invitation, token)
    except Refusal as refusal:
        response = render(
            request,
            "people/invitation_refused.html",
            {"refusal": refusal},
            status=STATUS_OF_REFUSAL.get(type(refusal), 410),
        )
    else:
        response = _ask(request, invitation, _accept_form(request, invitation))
    response["Referrer-Policy"] = "no-referrer"  # the address holds the token
    return response


def _accept(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    person = request.user if isinstance(request.user, User) else None
    if person and request.POST.get("account") == "invited":
        logout(request)
        person = None
    if person and _is_another_address(person, invitation) and request.POST.get("account") != "mine":
        return _ask(request, invitation, _accept_form(request, invitation))
    form = _accept_form(request, invitation)
    # Whoever has an account already is asked for no name.
    given = form.cleaned_data if not person and form.is_bound and form.is_valid() else {}
    if not person and not given and not _has_account(invitation):
        return _ask(request, invitation, form)
    try:
        accepted = actions.accept_invitation(by=person, now=timezone.now(), token=token, **given)
    except actions.SignInFirst as refusal:
        messages.info(request, str(refusal))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    if accepted.is_new_account:
        sign_in_new_person(request, accepted.person)
    messages.success(
        request,
        _("Welcome! You are now part of %(organisation)s.")
        % {"organisation": accepted.invitation.organisation.name},
    )
    with translation.override(accepted.person.language):
        return redirect("my-work")


def _accept_form(request: HttpRequest, invitation: Invitation) -> AcceptForm:
    # The other button, 'with the invited address', sends no name: the form is then empty.
    data = request.POST if "name" in request.POST else None
    return AcceptForm(data, initial={"name": invitation.name, "language": invitation.language})


def _has_account(invitation: Invitation) -> bool:
    return User.objects.filter(email__iexact=invitation.email).exists()


def _is_another_address(person: User, invitation: Invitation) -> bool:
    return person.email.lower() != invitation.email.lower()


def _ask(request: HttpRequest, invitation: Invitation, form: AcceptForm) -> HttpResponse:
    person = request.user if isinstance(request.user, User) else None
    return render(
        request,
        "people/invitation_accept.html",
        {
            "invitation": invitation,
            "form": form,
            "what_the_role_does": WHAT_ROLES_DO[invitation.role],
            "has_account": _has_account(invitation),
            "is_another_address": bool(person and _is_another_address(person, invitation)),
        },
    )
