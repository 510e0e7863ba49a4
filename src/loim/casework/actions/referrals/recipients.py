"""To whom an organisation refers."""

from dataclasses import dataclass, fields

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.casework.models import Recipient
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User


class RecipientNamedTwice(Refusal):
    message = _("There is a recipient of this name already.")


@dataclass(frozen=True)
class RecipientFacts:
    kind: str
    name: str
    counsels: Organisation | None
    email: str
    second_email: str
    language: str


def keep_recipient(
    *,
    organisation: Organisation,
    facts: RecipientFacts,
    by: User,
    recipient: Recipient | None = None,
) -> Recipient:
    """A new one, or changes to one. Refused: RecipientNamedTwice."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    kept = recipient or Recipient(organisation=organisation)
    for each in fields(facts):
        setattr(kept, each.name, getattr(facts, each.name))
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise RecipientNamedTwice from None
    return kept
