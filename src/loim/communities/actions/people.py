"""A community's keepers invite people to it and end their roles."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.keeping import held
from loim.communities.models import Community
from loim.communities.permissions import KEEPING_ROLES, keepers_in_force, may_invite, may_keep
from loim.people.actions.invitations import send_invitation, take_invitation_back
from loim.people.actions.memberships import close_membership
from loim.people.models import Invitation, Membership, Role, User

# What one can be in a community; a programme's roles have no place here.
OFFERED_ROLES = (Role.MEMBER, Role.COORDINATOR, Role.ORGANISER)


class RoleNotOffered(Refusal):
    message = _("Choose one of the roles of a community.")


class LastKeeper(Refusal):
    message = _("Nobody would be left to keep this page. Invite somebody to keep it first.")


def invite_person(
    *, community: Community, email: str, name: str, role: str, language: str, by: User,
    now: datetime,
) -> Invitation:  # fmt: skip
    """By letter. Raises RoleNotOffered, HasRoleAlready, InvitedAlready, OrganisationClosed."""
    if not may_invite(by, community, timezone.localdate(now)):
        raise PermissionDenied
    if role not in OFFERED_ROLES:
        raise RoleNotOffered
    return send_invitation(
        by=by, now=now, organisation=community.organisation, email=email, name=name, role=role,
        language=language,
    )  # fmt: skip


def withdraw_person_invitation(
    *, community: Community, invitation: Invitation, by: User, now: datetime
) -> Invitation:
    """Raises InvitationUsed, InvitationWithdrawn."""
    is_of_it = invitation.organisation_id == community.organisation_id
    if not is_of_it or not may_invite(by, community, timezone.localdate(now)):
        raise PermissionDenied
    return take_invitation_back(invitation=invitation, now=now)


def end_role(
    *, community: Community, membership: Membership, last_day: date, by: User, now: datetime
) -> Membership:
    """In force until the end of `last_day`. Raises LastKeeper, EndedAlready, EndsBeforeItStarts."""
    is_of_it = membership.organisation_id == community.organisation_id
    if not is_of_it or not may_keep(by, community):
        raise PermissionDenied
    with transaction.atomic():
        held(community)  # two keepers cannot end each other's roles at one moment
        others = keepers_in_force(community, timezone.localdate(now)).exclude(pk=membership.pk)
        if membership.role in KEEPING_ROLES and not others.exists():
            raise LastKeeper
        return close_membership(membership=membership, last_day=last_day)
