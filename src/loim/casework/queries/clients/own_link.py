"""The client's own link: what it opens is in `gate.opened_by_link` and its policies."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.casework.models import Client
from loim.common.own_keys import hash_of_key, own_key
from loim.common.translated import LANGUAGE_CODES

PURPOSE = "casework.client"


def link_hash_of(seed: UUID) -> str:
    return hash_of_key(own_key(PURPOSE, seed))


def own_path_of(client: Client) -> str:
    key = own_key(PURPOSE, client.link_seed, client.link_hash)
    return reverse("counselling-own", args=[key])


def own_link_of(client: Client) -> str:
    """The whole address, in the client's language."""
    with translation.override(language_of(client)):
        return settings.BASE_URL + own_path_of(client)


def language_of(client: Client) -> str:
    """Of pages and letters: English for whoever speaks a language that the platform has not."""
    return client.language if client.language in LANGUAGE_CODES else "en"
