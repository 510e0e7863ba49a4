"""Answering an invitation, signed in or not."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.people.actions import accepting
from loim.people.forms.invitations import AcceptForm
from loim.people.forms.role_texts import WHAT_ROLES_DO
from loim.people.models import Invitation, User
from loim.people.views.signing_in import sign_in_new_person

STATUS_OF_REFUSAL: dict[type[Refusal], int] = {accepting.InvitationUnknown: 404}


@public("opened from the invitation's e-mail by somebody who has no account yet")
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the invitation; accepting takes a button, since mail programs open links too."""
    try:
        invitation = accepting.find_invitation(token=token, now=timezone.now())
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
        accepted = accepting.accept_invitation(by=person, now=timezone.now(), token=token, **given)
    except accepting.SignInFirst as refusal:
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
