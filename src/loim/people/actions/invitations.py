"""Invitations by e-mail: sent, sent again, withdrawn (accepted: see `accepting`)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.people.actions.memberships import (
    HasRoleAlready,
    OrganisationClosed,
    RoleNotOfferedThere,
)
from loim.people.logic.roles import roles_in
from loim.people.models import Invitation, Membership, Organisation, Role, User
from loim.people.permissions import may_administer

VALID_FOR = timedelta(days=14)


class InvitedAlready(Refusal):
    message = _(
        "%(email)s has been invited to this role already. You can send the invitation again."
    )


class InvitationWithdrawn(Refusal):
    message = _("This invitation was withdrawn. If that surprises you, ask whoever invited you.")


class InvitationUsed(Refusal):
    message = _("This invitation has been accepted already. You can sign in.")


def invite(
    *,
    by: User,
    now: datetime,
    organisation: Organisation,
    email: str,
    role: str,
    name: str = "",
    language: str = "et",
) -> Invitation:
    """Invite somebody to a role; the mail is in their language and its link works for 14 days.

    One that expired unanswered is renewed. Refused: OrganisationClosed,
    RoleNotOfferedThere, HasRoleAlready, InvitedAlready.
    """
    if not may_administer(by, organisation):
        raise PermissionDenied
    return send_invitation(
        by=by, now=now, organisation=organisation, email=email, role=role, name=name,
        language=language,
    )  # fmt: skip


def send_invitation(
    *,
    by: User,
    now: datetime,
    organisation: Organisation,
    email: str,
    role: str,
    name: str = "",
    language: str = "et",
) -> Invitation:
    """The same, for an action that has checked whether this person may: a community's keepers
    invite to it, and its municipality invites the first of them."""
    email = email.strip().lower()
    with transaction.atomic():
        # One at a time in each organisation, so that two clicks send one invitation.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if not organisation.is_active:
            raise OrganisationClosed
        if role not in roles_in(organisation.kind):
            raise RoleNotOfferedThere
        today = timezone.localdate(now)
        if (
            Membership.objects.in_force_on(today)
            .filter(user__email__iexact=email, organisation=organisation, role=role)
            .exists()
        ):
            raise HasRoleAlready
        open_one = Invitation.objects.filter(
            email=email, organisation=organisation, role=role, accepted_at=None, withdrawn_at=None
        ).first()
        if open_one and open_one.expires_at >= now:
            raise InvitedAlready(email=email)
        invitation = open_one or Invitation(email=email, organisation=organisation, role=Role(role))
        invitation.name, invitation.language = name.strip(), language
        _send(invitation, by=by, now=now)
    return invitation


def resend_invitation(*, by: User, now: datetime, invitation: Invitation) -> Invitation:
    """A new link for 14 days; the one sent before stops working.

    Refused: InvitationUsed, InvitationWithdrawn, OrganisationClosed.
    """
    if not may_administer(by, invitation.organisation):
        raise PermissionDenied
    with transaction.atomic():
        locked = _locked(invitation)
        if not invitation.organisation.is_active:
            raise OrganisationClosed
        _send(locked, by=by, now=now)
    return locked


def withdraw_invitation(*, by: User, now: datetime, invitation: Invitation) -> Invitation:
    """Its link stops working. Refused: InvitationUsed, InvitationWithdrawn."""
    if not may_administer(by, invitation.organisation):
        raise PermissionDenied
    return take_invitation_back(invitation=invitation, now=now)


def take_invitation_back(*, invitation: Invitation, now: datetime) -> Invitation:
    """The same, for an action that has checked whether somebody may."""
    with transaction.atomic():
        locked = _locked(invitation)
        locked.withdrawn_at = now
        locked.save(update_fields=["withdrawn_at"])
    return locked


def hash_of(token: str) -> str:
    """Of 32 random bytes: nothing to guess, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _locked(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_at:
        raise InvitationUsed
    if locked.withdrawn_at:
        raise InvitationWithdrawn
    return locked


def _send(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Only the hash of the link's token is kept; the mail waits sealed until it leaves."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.invited_by, invitation.invited_at = by, now
    invitation.expires_at = now + VALID_FOR
    invitation.save()
    with translation.override(invitation.language):
        path = reverse("invitation-accept", args=[token])
    queue_mail(
        to=invitation.email,
        template="invitation",
        language=invitation.language,
        context={
            "invitation": invitation,
            "inviter": by.get_full_name(),
            "url": settings.BASE_URL + path,
        },
    )
