"""Which link opens a proposal to its owner, and whom the owner's letters go to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from loim.common.own_keys import hash_of_key, own_key
from loim.ideas.models import AnswerLink, Proposal
from loim.ideas.permissions import ANSWERING_ROLES
from loim.people.models import Membership, User

PURPOSE = "proposal-answer"


@dataclass(frozen=True)
class Reader:
    """Somebody to write to."""

    email: str
    language: str
    name: str = ""


def key_of(submission: UUID) -> str:
    return own_key(PURPOSE, submission)


def link_by_key(key: str) -> AnswerLink | None:
    """Also one that has expired: its page says so."""
    return AnswerLink.objects.filter(key_hash=hash_of_key(key)).select_related("proposal").first()


def open_link(link_id: int, proposal_id: int, now: datetime) -> AnswerLink | None:
    return AnswerLink.objects.filter(
        pk=link_id, proposal=proposal_id, renewed_at=None, expires_at__gt=now
    ).first()


def address_of_link(link: AnswerLink) -> str:
    with translation.override(link.language):
        return settings.BASE_URL + reverse(
            "proposal-letter", args=[own_key(PURPOSE, link.submission, link.key_hash)]
        )


def address_of(proposal_id: int, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("proposal", args=[proposal_id])


def owners_people(organisation_id: int, now: datetime) -> Iterator[Reader]:
    """Whoever answers there by account."""
    members = (
        Membership.objects.in_force_on(localdate(now))
        .filter(organisation=organisation_id, role__in=ANSWERING_ROLES, user__is_active=True)
        .select_related("user")
        .order_by("user", "pk")
        .distinct("user")
    )
    for member in members:
        yield Reader(member.user.email, member.user.language, member.user.name)


def answers_by_account(email: str, proposal: Proposal, now: datetime) -> bool:
    """Nobody needs a link who opens the page anyway."""
    return any(
        reader.email.lower() == email.lower() for reader in owners_people(proposal.owner_id, now)
    )


def language_of(email: str) -> str:
    """Of an account, else Estonian: whoever is asked is an institution here."""
    found = (
        User.objects.alias(address=Lower("email"))
        .filter(address=email.lower())
        .values_list("language", flat=True)
        .first()
    )
    return found or settings.LANGUAGE_CODE
