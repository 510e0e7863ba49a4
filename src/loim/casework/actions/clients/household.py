"""Who lives with whom: among clients of one organisation."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.casework.actions.clients.refusals import RecordNotInUse
from loim.casework.models import Client, HouseholdLink
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import User


class LinkMakesNoSense(Refusal):
    message = _(
        "These two cannot be linked so: they are linked already, are one and the same, or one"
        " would be a parent of their own parent."
    )


def link_household(
    *, client: Client, other: Client, relation: str, by: User, now: datetime
) -> HouseholdLink:
    """`client` is the `relation` (models.Relation) of `other`."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    if client.organisation_id != other.organisation_id:
        raise PermissionDenied
    if not client.is_active or not other.is_active:
        raise RecordNotInUse
    try:
        with transaction.atomic():
            return HouseholdLink.objects.create(
                organisation_id=client.organisation_id, client=client, other=other,
                relation=relation, made_by=by, made_at=now,
            )  # fmt: skip
    except IntegrityError:
        raise LinkMakesNoSense from None


def unlink_household(*, link: HouseholdLink, by: User, now: datetime) -> None:
    if not may_counsel_for(by, link.organisation):
        raise PermissionDenied
    link.delete()
