"""The link by which a contributor without an account comes back."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.library.models import Contribution, LibraryItem

PURPOSE = "library.contribution"


def key_of(contribution: Contribution) -> str:
    return own_key(PURPOSE, contribution.submission, contribution.key_hash)


def key_hash_of(contribution: Contribution) -> str:
    """What the row keeps; written when it is made."""
    return hash_of_key(own_key(PURPOSE, contribution.submission))


def own_path(contribution: Contribution) -> str:
    """For its contributor: with an account by the key in the table, without one by the secret."""
    if contribution.contributor_id is not None:
        return reverse("library-contribution-mine", args=[contribution.pk])
    return reverse("library-contribution-own", args=[key_of(contribution)])


def own_link(contribution: Contribution, language: str) -> str:
    """The whole address, for letters."""
    with translation.override(language):
        return settings.BASE_URL + own_path(contribution)


def address_of_item(item: LibraryItem, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("library-item", args=[item.pk])
