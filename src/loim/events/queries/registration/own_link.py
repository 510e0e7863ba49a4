"""Whose registration a link opens, and which link opens a registration.

There are two: that of the registration, for whoever sent it, and that of one person among
several, who sees their own place alone. `own_link_for` gives the one that a participant's
letters carry.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from loim.events.logic.own_link import hash_of, key_of, participant_key_of, participant_of
from loim.events.models import Participant, Registration


class LinkLost(Exception):
    """Made with a SECRET_KEY that is no longer known (SECRET_KEY, SECRET_KEY_FALLBACKS)."""


@dataclass(frozen=True)
class Opened:
    """What a link opens: all people of a registration, or `only` one of them."""

    key: str
    registration: Registration
    only: Participant | None = None

    @property
    def is_whole(self) -> bool:
        return self.only is None

    def participants(self) -> QuerySet[Participant]:
        """Those that this link is for, in the order in which they were written down."""
        people = Participant.objects.filter(registration=self.registration)
        if self.only is not None:
            people = people.filter(pk=self.only.pk)
        return people.order_by("pk")


def new_key_hash(submission: UUID) -> str:
    """What a registration that is being made keeps of its link."""
    return hash_of(key_of(submission, settings.SECRET_KEY))


def own_key_of(registration: Registration) -> str:
    """Raises LinkLost."""
    for secret in _secrets():
        key = key_of(registration.submission, secret)
        if hash_of(key) == registration.key_hash:
            return key
    raise LinkLost(registration.pk)


def own_path_of(registration: Registration) -> str:
    """The page of the registration, in the language that is being spoken."""
    return reverse("registration", args=[own_key_of(registration)])


def own_link_of(registration: Registration, language: str = "") -> str:
    """The whole address, for letters to whoever registered; in their language by default."""
    with translation.override(language or registration.language):
        return settings.BASE_URL + own_path_of(registration)


def own_key_for(participant: Participant) -> str:
    """Raises LinkLost."""
    registration = participant.registration
    if participant.email.lower() in {"", registration.email.lower()}:
        return own_key_of(registration)
    return participant_key_of(registration.submission, participant.pk, settings.SECRET_KEY)


def own_path_for(participant: Participant) -> str:
    return reverse("registration", args=[own_key_for(participant)])


def own_link_for(participant: Participant, language: str = "") -> str:
    """The whole address, for letters to `participant.email` (or whoever registered them).

    Somebody who was registered by another gets a link to their own place alone.
    """
    with translation.override(language or participant.language):
        return settings.BASE_URL + own_path_for(participant)


def opened_by(key: str) -> Opened | None:
    number = participant_of(key)
    if number is None:
        registration = registration_by_key(key)
        return Opened(key, registration) if registration else None
    person = (
        Participant.objects.select_related(
            "registration__event__organiser", "registration__user", "registration__on_behalf_of"
        )
        .filter(pk=number)
        .first()
    )
    if person is None or not _is_key_of(person, key):
        return None
    return Opened(key, person.registration, only=person)


def registration_by_key(key: str) -> Registration | None:
    return (
        Registration.objects.select_related("event__organiser", "user", "on_behalf_of")
        .filter(key_hash=hash_of(key))
        .first()
    )


def _is_key_of(person: Participant, key: str) -> bool:
    submission = person.registration.submission
    return any(
        hmac.compare_digest(
            participant_key_of(submission, person.pk, secret).encode(), key.encode()
        )
        for secret in _secrets()
    )


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)
