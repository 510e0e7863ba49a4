"""Erasing people: on request, and every night what is due (see `people.retention`)."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.models import OutgoingMail
from loim.common.refusals import Refusal
from loim.people.actions.accounts import require_another_platform_administrator
from loim.people.models import (
    Invitation,
    LetterSwitchedOff,
    Membership,
    Organisation,
    StateIdentity,
    User,
)
from loim.people.models.user import ERASED_DOMAIN
from loim.people.permissions import may_administer_platform
from loim.people.personal_records import REGISTERED
from loim.people.queries.memberships import organisations_left_alone
from loim.people.queries.my_data import records_naming
from loim.people.retention import ACCOUNT_KEPT, INVITATION_KEPT


class LeavesOrganisationsAlone(Refusal):
    message = _(
        "These organisations would be left without an administrator: %(organisations)s. "
        "Give somebody else the administrator's role there first."
    )


def erase_person(*, by: User, now: datetime, person: User) -> None:
    """Forget a person: name, addresses, passkeys, state identity, invitations, mail, and what
    other modules keep about them (`people.personal_records`).

    Where records name the person as their author, a nameless row stays in their place;
    otherwise nothing does. The person is signed out everywhere. Refused:
    LastPlatformAdministrator, LeavesOrganisationsAlone.
    """
    if by.pk != person.pk and not may_administer_platform(by):
        raise PermissionDenied
    with transaction.atomic():
        today = timezone.localdate(now)
        if person.is_administrator:
            require_another_platform_administrator(person)
        mine = Organisation.objects.filter(memberships__user=person)
        list(Organisation.objects.select_for_update().filter(pk__in=mine).order_by("pk"))
        if alone := organisations_left_alone(person, today=today):
            names = ", ".join(organisation.name for organisation in alone)
            raise LeavesOrganisationsAlone(organisations=names)
        _erase(person, now)


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work; returns what was erased, for the log. Running it again does nothing."""
    due = list(people_due(now))
    for person in due:
        with transaction.atomic():
            _erase(person, now)
    return {
        "people": len(due),
        "invitations": _erase_invitations(now),
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
    }


def people_due(now: datetime) -> QuerySet[User]:
    """Neither a role nor a sign-in for three years; platform administrators stay."""
    long_ago = now - ACCOUNT_KEPT
    lately = Membership.objects.filter(user=OuterRef("pk")).filter(
        Q(end_date=None) | Q(end_date__gte=timezone.localdate(long_ago))
    )
    return (
        User.objects.filter(~Exists(lately), date_joined__lt=long_ago, is_administrator=False)
        .filter(Q(last_login=None) | Q(last_login__lt=long_ago))
        .exclude(email__endswith=f"@{ERASED_DOMAIN}")
        .order_by("pk")
    )


def _erase(person: User, now: datetime) -> None:
    today = timezone.localdate(now)
    email = person.email
    erased_email = f"erased-{person.pk}@{ERASED_DOMAIN}"
    for records in REGISTERED.values():
        records.erase(person, now)
    in_force = person.memberships.filter(Q(end_date=None) | Q(end_date__gt=today))
    in_force.filter(start_date__lte=today).update(end_date=today)
    in_force.filter(start_date__gt=today).update(end_date=F("start_date"))
    for owned in (EmailAddress, Authenticator, StateIdentity, LetterSwitchedOff):
        owned.objects.filter(user=person).delete()
    OutgoingMail.objects.filter(to__iexact=email).delete()
    invitations = Invitation.objects.filter(email__iexact=email)
    invitations.filter(accepted_at=None).delete()
    invitations.update(email=erased_email, name="")
    _history("InvitationHistory").filter(email__iexact=email).update(email=erased_email, name="")

    person.email, person.name, person.language = erased_email, "", "et"
    person.is_active = person.is_administrator = False
    person.last_login = None
    person.set_unusable_password()  # sessions are bound to it, and end
    person.save()
    history = _history("UserHistory").filter(pgh_obj_id=person.pk)
    history.update(email=erased_email, name="")
    if not records_naming(person):
        key = person.pk
        person.delete()
        _history("UserHistory").filter(pgh_obj_id=key).delete()


def _erase_invitations(now: datetime) -> int:
    """Unanswered ones go; of accepted ones it stays who let whom in, without the address."""
    long_ago = now - INVITATION_KEPT
    unanswered = Invitation.objects.filter(accepted_at=None).filter(
        Q(expires_at__lt=long_ago) | Q(withdrawn_at__lt=long_ago)
    )
    accepted = Invitation.objects.filter(accepted_at__lt=long_ago).exclude(email="")
    with transaction.atomic():
        keys = [*unanswered.values_list("pk", flat=True), *accepted.values_list("pk", flat=True)]
        unanswered.delete()
        accepted.update(email="", name="")
        _history("InvitationHistory").filter(pgh_obj_id__in=keys).update(email="", name="")
    return len(keys)


def _history(model: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("people", model).objects.all()
    return rows
