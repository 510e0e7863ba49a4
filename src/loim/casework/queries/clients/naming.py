"""Who a client is and how they are reached: opened only for whoever was let in."""

from dataclasses import dataclass

from loim.casework import vault
from loim.casework.logic.clients.names import whole_name, words_of
from loim.casework.models import Client


@dataclass(frozen=True)
class Contact:
    email: str = ""
    phone: str = ""


def name_of(client: Client) -> str:
    return vault.unseal(client.sealed_name)


def contact_of(client: Client) -> Contact:
    lines = vault.unseal(client.sealed_contact).splitlines()
    email = next((line for line in lines if "@" in line), "")
    return Contact(email, next((line for line in lines if line and "@" not in line), ""))


def sealed_contact(contact: Contact) -> str:
    return vault.seal("\n".join(line for line in (contact.email, contact.phone) if line))


def code_of(client: Client) -> str:
    return vault.unseal(client.sealed_code)


def name_hashes(name: str, organisation_id: int) -> list[str]:
    return [vault.word_hash(word, organisation_id=organisation_id) for word in words_of(name)]


def same_hash(name: str, birth_year: int | None, organisation_id: int) -> str:
    whole = whole_name(name, birth_year)
    return vault.word_hash(whole, organisation_id=organisation_id) if whole else ""
