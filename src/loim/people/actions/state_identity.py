"""Linking an account with the person whom the state's sign-in (TARA) has identified.

The personal code passes through and is never stored; what is kept is its pseudonym.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import StateIdentity, User


class LinkedToAnother(Refusal):
    message = _(
        "This state identity is already linked to another account. "
        "Sign in to that account, or write to the platform's administrator."
    )


class HasAnotherIdentity(Refusal):
    message = _("Your account is linked to a state identity already. Remove that link first.")


def link_state_identity(*, by: User, now: datetime, pseudonym: str) -> StateIdentity:
    """From now on this person may sign in through TARA. Again the same: nothing changes.

    Refused: LinkedToAnother, HasAnotherIdentity.
    """
    existing = StateIdentity.objects.filter(user=by).first()
    if existing is not None:
        if existing.subject_pseudonym == pseudonym:
            return existing
        raise HasAnotherIdentity
    try:
        with transaction.atomic():
            return StateIdentity.objects.create(user=by, subject_pseudonym=pseudonym, linked_at=now)
    except IntegrityError as error:
        if "subject_pseudonym" in violated_constraint(error):
            raise LinkedToAnother from None
        raise HasAnotherIdentity from None


def unlink_state_identity(*, by: User, now: datetime) -> bool:
    """Forget it; true where there was one."""
    deleted, _each = StateIdentity.objects.filter(user=by).delete()
    return bool(deleted)


def person_of_state_identity(pseudonym: str) -> User | None:
    """Whose account it is, closed or open."""
    identity = (
        StateIdentity.objects.select_related("user").filter(subject_pseudonym=pseudonym).first()
    )
    return identity.user if identity else None
