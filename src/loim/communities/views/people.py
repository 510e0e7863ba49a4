"""People of a community, its contacts, and a contact's own page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.communities.actions.contacts import (
    add_contact,
    agree_as_contact,
    remove_contact,
    withdraw_as_contact,
)
from loim.communities.actions.people import end_role, invite_person, withdraw_person_invitation
from loim.communities.forms.people import ContactForm, InviteForm, OwnContactForm
from loim.communities.models import Community, Contact
from loim.communities.permissions import belongs_to, may_invite
from loim.communities.queries.people import named_as
from loim.communities.views.loading import load, page_context, unknown_link, user_of
from loim.people.queries.invitations import unanswered_invitations
from loim.people.queries.memberships import members_of


@signed_in
@private
def community_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Its own people see who belongs to it; keepers invite, end roles and name contacts. Where
    nobody keeps it, its municipality invites the first."""
    community = load(pk)
    invites = may_invite(request.user, community, timezone.localdate())
    if not belongs_to(request.user, community) and not invites:
        raise PermissionDenied
    step = request.POST.get("step", "")
    invite = InviteForm(request.POST if step == "invite" else None)
    contact = ContactForm(request.POST if step == "contact" else None)
    form = {"invite": invite, "contact": contact}.get(step)
    if step and (form is None or form.is_valid()):
        try:
            _do(request, community, step, form)
        except Refusal as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return redirect("community-people", pk)
            form.add_error(None, str(refusal))
        else:
            return redirect("community-people", pk)
    context = page_context(
        request, community, invite=invite, contact=contact, may_invite=invites,
        is_own=belongs_to(request.user, community),
        **_shown(request, community, invites=invites),
    )  # fmt: skip
    status = 422 if form is not None and form.errors else 200
    return render(request, "communities/people/people.html", context, status=status)


def _shown(request: HttpRequest, community: Community, *, invites: bool) -> dict[str, Any]:
    today, is_own = timezone.localdate(), belongs_to(request.user, community)
    place = community.organisation
    contacts = community.contacts.order_by("name", "pk") if invites and is_own else []
    return {
        "members": members_of(place, today=today) if is_own else [],
        "invitations": unanswered_invitations(place) if invites else [],
        "contacts": contacts,
    }


def _do(request: HttpRequest, community: Community, step: str, form: Any) -> None:
    by, now = user_of(request), timezone.now()
    if step == "invite":
        said = form.cleaned_data
        invite_person(community=community, by=by, now=now, **said)
        words = _("A letter with the invitation is on its way to %(email)s.")
        messages.success(request, words % {"email": said["email"]})
    elif step == "contact":
        add_contact(
            community=community, facts=form.facts(), submission=form.cleaned_data["submission"],
            by=by, now=now,
        )  # fmt: skip
        messages.success(request, _("They are asked by letter, and shown when they agree."))
    elif step == "withdraw":
        invitation = get_object_or_404(community.organisation.invitations, pk=_key(request))
        withdraw_person_invitation(community=community, invitation=invitation, by=by, now=now)
        messages.success(request, _("The invitation is withdrawn."))
    elif step == "end":
        membership = get_object_or_404(community.organisation.memberships, pk=_key(request))
        end_role(
            community=community, membership=membership, last_day=timezone.localdate(), by=by,
            now=now,
        )  # fmt: skip
        messages.success(request, _("The role ends today."))
    elif step == "remove":
        row = get_object_or_404(community.contacts.select_related("community"), pk=_key(request))
        remove_contact(contact=row, by=by, now=now)
        messages.success(request, _("The contact is removed."))


def _key(request: HttpRequest) -> int:
    key = request.POST.get("key", "")
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 16 else 0


@public("the secret in the link is the permission")
@private
def community_contact_own(request: HttpRequest, key: str) -> HttpResponse:
    rows = Contact.objects.select_related("community__organisation")
    contact = rows.filter(key_hash=hash_of_key(key)).first()
    if contact is None:
        return unknown_link(request)
    if request.POST.get("step") == "withdraw":
        withdraw_as_contact(contact=contact, now=timezone.now())
        return render(request, "communities/people/gone.html", {"community": contact.community})
    form = OwnContactForm(request.POST or None, contact=contact)
    if request.method == "POST" and form.is_valid():
        agree_as_contact(contact=contact, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Thank you! You stand on the community’s page."))
        return redirect(request.path)
    context = {"contact": contact, "form": form}
    status = 422 if form.errors else 200
    return render(request, "communities/people/own_contact.html", context, status=status)


@signed_in
@require_safe
@private
def communities_named(request: HttpRequest) -> HttpResponse:
    """Where I am named, and where somebody asks whether I may be."""
    context = {"named": named_as(user_of(request))}
    return render(request, "communities/people/named.html", context)
