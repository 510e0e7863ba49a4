"""Roles begin and end; they are never deleted, so one can always tell who was who."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.logic.roles import roles_in
from loim.people.models import Membership, Organisation, Role, User
from loim.people.permissions import may_administer
from loim.people.queries.memberships import other_administrators


class RoleNotOfferedThere(Refusal):
    message = _("This role is not used in an organisation of this kind. Choose another role.")


class OrganisationClosed(Refusal):
    message = _("This organisation is not active any more, so nobody can join it.")


class AccountClosed(Refusal):
    message = _("This person's account is closed. Open it again first.")


class HasRoleAlready(Refusal):
    message = _("This person already has that role in the organisation in that period.")


class EndsBeforeItStarts(Refusal):
    message = _("The last day cannot be before the first day of the role.")


class EndedAlready(Refusal):
    message = _("This role has already ended.")


class LastAdministrator(Refusal):
    message = _(
        "%(organisation)s would be left without an administrator. "
        "Give somebody else the administrator's role first."
    )


def add_membership(
    *,
    by: User,
    now: datetime,
    person: User,
    organisation: Organisation,
    role: str,
    start_date: date,
) -> Membership:
    """Give a person a role from a day on.

    Refused: OrganisationClosed, AccountClosed, RoleNotOfferedThere, HasRoleAlready.
    """
    if not may_administer(by, organisation):
        raise PermissionDenied
    return begin_membership(
        person=person, organisation=organisation, role=role, start_date=start_date
    )


def begin_membership(
    *, person: User, organisation: Organisation, role: str, start_date: date
) -> Membership:
    """The same, for an invitation: there the one who invited had to have the right."""
    if not organisation.is_active:
        raise OrganisationClosed
    if not person.is_active:
        raise AccountClosed
    if role not in roles_in(organisation.kind):
        raise RoleNotOfferedThere
    try:
        with transaction.atomic():
            return Membership.objects.create(
                user=person, organisation=organisation, role=Role(role), start_date=start_date
            )
    except IntegrityError as error:
        if violated_constraint(error) != "membership_once_at_a_time":
            raise
        raise HasRoleAlready from None


def end_membership(
    *, by: User, now: datetime, membership: Membership, last_day: date
) -> Membership:
    """The role is in force until the end of `last_day`. One may also lay down one's own.

    Refused: EndsBeforeItStarts, EndedAlready, LastAdministrator.
    """
    is_own = membership.user_id == by.pk and by.is_active
    if not is_own and not may_administer(by, membership.organisation):
        raise PermissionDenied
    return close_membership(membership=membership, last_day=last_day)


def close_membership(*, membership: Membership, last_day: date) -> Membership:
    """The same, for an action that has checked whether somebody may."""
    with transaction.atomic():
        # One at a time in each organisation: two administrators cannot remove each other.
        organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
        ending = Membership.objects.get(pk=membership.pk)
        if last_day < ending.start_date:
            raise EndsBeforeItStarts
        if ending.end_date is not None and ending.end_date <= last_day:
            raise EndedAlready
        is_administrator = ending.role == Role.ADMINISTRATOR
        if is_administrator and not other_administrators(ending, after=last_day).exists():
            raise LastAdministrator(organisation=organisation.name)
        ending.end_date = last_day
        ending.save(update_fields=["end_date"])
    return ending
