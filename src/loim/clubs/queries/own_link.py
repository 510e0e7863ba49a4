"""Which link opens whose page, and whose page a link opens."""

from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.clubs.logic.own_link import FACILITATOR, PERSON, hash_of, key_of
from loim.clubs.models import ClubPerson, Facilitator

Holder = TypeVar("Holder", ClubPerson, Facilitator)


class LinkLost(Exception):
    """Made with a SECRET_KEY that is no longer known (SECRET_KEY, SECRET_KEY_FALLBACKS)."""


def person_key_hash(seed: UUID) -> str:
    return hash_of(key_of(PERSON, seed, settings.SECRET_KEY))


def facilitator_key_hash(seed: UUID) -> str:
    return hash_of(key_of(FACILITATOR, seed, settings.SECRET_KEY))


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
        .filter(key_hash=hash_of(key), erased_at=None)
        .first()
    )


def facilitator_by_key(key: str) -> Facilitator | None:
    return (
        Facilitator.objects.select_related("club__organisation", "club__activity__programme")
        .filter(key_hash=hash_of(key), left_at=None)
        .first()
    )


def _key(purpose: bytes, holder: Holder) -> str:
    for secret in _secrets():
        key = key_of(purpose, holder.seed, secret)
        if hash_of(key) == holder.key_hash:
            return key
    raise LinkLost(holder.pk)


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)
