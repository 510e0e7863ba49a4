"""Answering an invitation: its link works once."""

import hmac
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.actions.accounts import open_account
from loim.people.actions.invitations import InvitationUsed, InvitationWithdrawn, hash_of
from loim.people.actions.memberships import AccountClosed, HasRoleAlready, begin_membership
from loim.people.models import Invitation, User


class InvitationUnknown(Refusal):
    message = _(
        "This invitation link is not complete or has been replaced by a newer one. "
        "Open the link in the latest invitation that you were sent."
    )


class InvitationExpired(Refusal):
    message = _("This invitation has expired. Ask for a new one from whoever invited you.")


class SignInFirst(Refusal):
    message = _("You already have an account with this address. Sign in to accept the invitation.")


@dataclass(frozen=True)
class Accepted:
    person: User
    invitation: Invitation
    is_new_account: bool


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
