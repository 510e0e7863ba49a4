"""Whose registration a link opens, and which link opens a registration."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.events.logic.own_link import hash_of, key_of
from loim.events.models import Registration


class LinkLost(Exception):
    """Made with a SECRET_KEY that is no longer known (SECRET_KEY, SECRET_KEY_FALLBACKS)."""


def new_key_hash(submission: UUID) -> str:
    """What a registration that is being made keeps of its link."""
    return hash_of(key_of(submission, settings.SECRET_KEY))


def own_key_of(registration: Registration) -> str:
    """Raises LinkLost."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = key_of(registration.submission, secret)
        if hash_of(key) == registration.key_hash:
            return key
    raise LinkLost(registration.pk)


def own_path_of(registration: Registration) -> str:
    """The page of the registration, in the language that is being spoken."""
    return reverse("registration", args=[own_key_of(registration)])


def own_link_of(registration: Registration, language: str = "") -> str:
    """The whole address, for letters; in the registrant's language unless another is named."""
    with translation.override(language or registration.language):
        return settings.BASE_URL + own_path_of(registration)


def registration_by_key(key: str) -> Registration | None:
    return (
        Registration.objects.select_related("event__organiser", "user", "on_behalf_of")
        .filter(key_hash=hash_of(key))
        .first()
    )
