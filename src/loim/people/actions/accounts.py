"""Accounts: opened by invitation, corrected by their owner, closed by an administrator."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.people.permissions import may_administer_platform


class AccountExists(Refusal):
    message = _("There is already an account with this e-mail address.")


class LastPlatformAdministrator(Refusal):
    message = _(
        "The platform would be left without an administrator. "
        "Make somebody else a platform administrator first."
    )


class PersonErased(Refusal):
    message = _("This person's data was erased, so the account cannot be opened again.")


def open_account(*, now: datetime, email: str, name: str = "", language: str = "et") -> User:
    """A new account whose address was proved to be the person's own. Refused: AccountExists."""
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise AccountExists
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email, name=name.strip(), language=language, date_joined=now
            )
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError as error:
        if violated_constraint(error) not in {"user_email_unique", "unique_verified_email"}:
            raise
        raise AccountExists from None
    return user


def edit_profile(*, by: User, now: datetime, name: str, language: str) -> User:
    """One's own name and language."""
    by.name, by.language = name.strip(), language
    by.save(update_fields=["name", "language"])
    return by


def close_account(*, by: User, now: datetime, person: User) -> User:
    """The person cannot sign in and is signed out everywhere at once; roles stay on record.

    Refused: LastPlatformAdministrator.
    """
    if not may_administer_platform(by):
        raise PermissionDenied
    with transaction.atomic():
        require_another_platform_administrator(person)
        person.is_active = False
        sign_out_everywhere(person)
        person.save(update_fields=["is_active", "password"])
    return person


def reopen_account(*, by: User, now: datetime, person: User) -> User:
    """Refused: PersonErased."""
    if not may_administer_platform(by):
        raise PermissionDenied
    if person.is_erased:
        raise PersonErased
    person.is_active = True
    person.save(update_fields=["is_active"])
    return person


def set_platform_administrator(
    *, by: User, now: datetime, person: User, is_administrator: bool
) -> User:
    """Refused: LastPlatformAdministrator."""
    if not may_administer_platform(by):
        raise PermissionDenied
    with transaction.atomic():
        if not is_administrator:
            require_another_platform_administrator(person)
        person.is_administrator = is_administrator
        person.save(update_fields=["is_administrator"])
    return person


def require_another_platform_administrator(person: User) -> None:
    """Inside a transaction; raises LastPlatformAdministrator if `person` is the only one."""
    # Locked, so that two administrators who close each other's accounts take turns.
    everyone = User.objects.select_for_update().filter(is_administrator=True, is_active=True)
    administrators = {user.pk for user in everyone.order_by("pk")}
    if administrators == {person.pk}:
        raise LastPlatformAdministrator


def sign_out_everywhere(person: User) -> None:
    """Sessions are bound to this secret; with a new one they are void. The caller saves."""
    person.set_unusable_password()
