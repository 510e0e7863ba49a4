"""The link by which a contact without an account sees, confirms and takes back what is theirs."""

from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.communities.models import CrisisContact

CONTACT = "communities.crisis_contact"


def contact_key(contact: CrisisContact) -> str:
    return own_key(CONTACT, contact.link_seed, contact.key_hash)


def renew_link(contact: CrisisContact) -> None:
    """Its letters until now open nothing any more. Not saved yet."""
    contact.link_seed = uuid4()
    contact.key_hash = hash_of_key(own_key(CONTACT, contact.link_seed))


def own_address(contact: CrisisContact) -> str:
    """The whole address, in the language of their letters."""
    with translation.override(contact.letter_language):
        return settings.BASE_URL + reverse("crisis-contact-own", args=[contact_key(contact)])


def contact_by_key(key: str) -> CrisisContact | None:
    rows = CrisisContact.objects.select_related("plan__community__organisation")
    return rows.filter(key_hash=hash_of_key(key)).first()
