"""Invitations by e-mail: sent, sent again, withdrawn, accepted once."""

import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.people.actions.accounts import open_account
from loim.people.actions.memberships import (
    AccountClosed,
    HasRoleAlready,
    OrganisationClosed,
    RoleNotOfferedThere,
    begin_membership,
)
from loim.people.logic.roles import roles_in
from loim.people.models import Invitation, Membership, Organisation, Role, User
from loim.people.permissions import may_administer

VALID_FOR = timedelta(days=14)


class InvitedAlready(Refusal):
    message = _(
        "%(email)s has been invited to this role already. You can send the invitation again."
    )


class InvitationUnknown(Refusal):
    message = _(
        "This invitation link is not complete or has been replaced by a newer one. "
        "Open the link in the latest invitation that you were sent."
    )


class InvitationExpired(Refusal):
    message = _("This invitation has expired. Ask for a new one from whoever invited you.")


class InvitationWithdrawn(Refusal):
    message = _("This invitation was withdrawn. If that surprises you, ask whoever invited you.")


class InvitationUsed(Refusal):
    message = _("This invitation has been accepted already. You can sign in.")


class SignInFirst(Refusal):
    message = _("You already have an account with this address. Sign in to accept the invitation.")


@dataclass(frozen=True)
class Accepted:
    person: User
    invitation: Invitation
    is_new_account: bool


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
    with transaction.atomic():
        locked = _locked(invitation)
        locked.withdrawn_at = now
        locked.save(update_fields=["withdrawn_at"])
    return locked


def find_invitation(*, token: str, now: datetime) -> Invitation:
    """The open invitation of a link; looking at it changes nothing (mail programs look too).

    Refused: InvitationUnknown, InvitationWithdrawn, InvitationUsed, InvitationExpired.
    """
    return _checked(
        Invitation.objects.select_related("organisation", "invited_by")
        .filter(token_hash=hash_of(token))
        .first(),
        token=token,
        now=now,
    )


def accept_invitation(
    *, by: User | None, now: datetime, token: str, name: str = "", language: str = ""
) -> Accepted:
    """Begin the role: for `by`, or where nobody is signed in for a new account.

    The link came to the invited address, which proves that the address is theirs. An
    account that exists already is not opened by it, since its owner may rely on a passkey:
    they sign in first. Refused: as `find_invitation`, SignInFirst, AccountClosed,
    OrganisationClosed, RoleNotOfferedThere.
    """
    with transaction.atomic():
        # Whoever comes second waits here, and then finds the invitation used.
        invitation = _checked(
            Invitation.objects.select_for_update(of=("self",))
            .select_related("organisation", "invited_by")
            .filter(token_hash=hash_of(token))
            .first(),
            token=token,
            now=now,
        )
        person = by or _new_account(invitation, now=now, name=name, language=language)
        with suppress(HasRoleAlready):  # given in the meantime: what was promised is there
            begin_membership(
                person=person,
                organisation=invitation.organisation,
                role=invitation.role,
                start_date=timezone.localdate(now),
            )
        invitation.accepted_at, invitation.accepted_by = now, person
        invitation.save(update_fields=["accepted_at", "accepted_by"])
    return Accepted(person, invitation, is_new_account=by is None)


def hash_of(token: str) -> str:
    """Of 32 random bytes: nothing to guess, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _new_account(invitation: Invitation, *, now: datetime, name: str, language: str) -> User:
    existing = User.objects.filter(email__iexact=invitation.email).first()
    if existing is not None:
        raise SignInFirst if existing.is_active else AccountClosed
    return open_account(
        now=now,
        email=invitation.email,
        name=name or invitation.name,
        language=language or invitation.language,
    )


def _checked(invitation: Invitation | None, *, token: str, now: datetime) -> Invitation:
    if invitation is None or not hmac.compare_digest(invitation.token_hash, hash_of(token)):
        raise InvitationUnknown
    if invitation.accepted_at:
        raise InvitationUsed
    if invitation.withdrawn_at:
        raise InvitationWithdrawn
    if invitation.expires_at < now:
        raise InvitationExpired
    return invitation


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
