"""The links in letters and on posters: to a wish, a contact's or offerer's consent, a gathering."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.communities.models import AssetPerson, Contact, Gathering, PageWish

WISH, CONTACT = "communities.wish", "communities.contact"
ASSET_PERSON, GATHERING = "communities.asset_person", "communities.gathering"


def key_hash_for(purpose: str, identity: UUID) -> str:
    """What the row keeps; written when it is made."""
    return hash_of_key(own_key(purpose, identity))


def wish_key(wish: PageWish) -> str:
    return own_key(WISH, wish.submission, wish.key_hash)


def contact_key(contact: Contact) -> str:
    return own_key(CONTACT, contact.uuid, contact.key_hash)


def asset_person_key(person: AssetPerson) -> str:
    return own_key(ASSET_PERSON, person.uuid, person.key_hash)


def gathering_key(gathering: Gathering) -> str:
    return own_key(GATHERING, gathering.uuid, gathering.key_hash)


def address(language: str, name: str, *args: object) -> str:
    """The whole address of a page, for letters and codes."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)
