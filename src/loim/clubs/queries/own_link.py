"""Which link opens whose page, and whose page a link opens."""

from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.clubs.models import ClubPerson, Facilitator
from loim.common.own_keys import hash_of_key, known_key, own_key

PERSON = "club.person"
FACILITATOR = "club.facilitator"

Holder = TypeVar("Holder", ClubPerson, Facilitator)


def person_key_hash(seed: UUID) -> str:
    return hash_of_key(own_key(PERSON, seed))


def facilitator_key_hash(seed: UUID) -> str:
    return hash_of_key(own_key(FACILITATOR, seed))


def own_path_of(person: ClubPerson) -> str:
    return reverse("club-own", args=[_key(PERSON, person)])


def own_link_of(person: ClubPerson) -> str:
    """The whole address, in the person's language."""
    with translation.override(person.language):
        return settings.BASE_URL + own_path_of(person)


def lead_path_of(facilitator: Facilitator) -> str:
    return reverse("club-lead", args=[_key(FACILITATOR, facilitator)])


def lead_link_of(facilitator: Facilitator) -> str:
    with translation.override(facilitator.language):
        return settings.BASE_URL + lead_path_of(facilitator)


def person_by_key(key: str) -> ClubPerson | None:
    return (
        ClubPerson.objects.select_related("club__organisation")
        .filter(key_hash=hash_of_key(key), erased_at=None)
        .first()
    )


def facilitator_by_key(key: str) -> Facilitator | None:
    return (
        Facilitator.objects.select_related("club__organisation", "club__activity__programme")
        .filter(key_hash=hash_of_key(key), left_at=None)
        .first()
    )


def _key(purpose: str, holder: Holder) -> str:
    """Raises LinkLost."""
    return known_key(purpose, holder.seed, holder.key_hash)
