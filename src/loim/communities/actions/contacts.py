"""Whom one can turn to: named by a keeper, shown once that person agrees, gone when they withdraw."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.mail import letters_lately, queue_mail
from loim.common.refusals import Refusal
from loim.communities.models import Community, Contact
from loim.communities.permissions import may_keep
from loim.communities.queries.own_link import CONTACT, address, contact_key, key_hash_for
from loim.communities.search_keys import SEARCH_KEY
from loim.people.models import User
from loim.search.actions.indexing import reindex

ASKED = "communities_contact_asked"
MOST_LETTERS = 5  # to an address in a day
MOST_CONTACTS = 20


class ContactThere(Refusal):
    message = _("This person is a contact of the community already, or has been asked.")


class TooManyContacts(Refusal):
    message = _("A community has at most %(most)s contacts. Remove one first.")


class AskedOften(Refusal):
    message = _("We have written to this address several times today. Please try again tomorrow.")


@dataclass(frozen=True)
class ContactFacts:
    name: str
    email: str
    tasks: str = ""
    phone: str = ""
    language: str = "et"


def add_contact(
    *, community: Community, facts: ContactFacts, submission: UUID, by: User, now: datetime
) -> Contact:
    """Asked by letter. Nobody but the keepers sees the name before that person agrees. Raises ContactThere, TooManyContacts, AskedOften."""
    if not may_keep(by, community):
        raise PermissionDenied
    with transaction.atomic():
        if there := Contact.objects.filter(uuid=submission).first():
            return there
        if community.contacts.count() >= MOST_CONTACTS:
            raise TooManyContacts(most=MOST_CONTACTS)
        since = now - timedelta(days=1)
        if letters_lately(facts.email, {ASKED}, since=since) >= MOST_LETTERS:
            raise AskedOften
        made = Contact(
            community=community, name=facts.name.strip(), email=facts.email.strip().lower(),
            tasks=facts.tasks.strip(), phone=facts.phone.strip(), language=facts.language,
            asked_at=now, asked_by=by, uuid=submission,
            key_hash=key_hash_for(CONTACT, submission),
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            if violated_constraint(error) != "communities_contact_once_in_community":
                raise
            raise ContactThere from None
        _ask(made, by)
    return made


def agree_as_contact(
    *, contact: Contact, shows_email: bool, shows_phone: bool, tasks: str, phone: str,
    now: datetime,
) -> Contact:  # fmt: skip
    """By whoever has the letter. Again changes what is shown."""
    with transaction.atomic():
        current = Contact.objects.select_for_update().get(pk=contact.pk)
        current.consented_at = current.consented_at or now
        current.shows_email, current.shows_phone = shows_email, shows_phone and bool(phone.strip())
        current.tasks, current.phone = tasks.strip(), phone.strip()
        current.save()
        reindex({SEARCH_KEY: [current.community_id]})
    return current


def withdraw_as_contact(*, contact: Contact, now: datetime) -> None:
    """Gone from everywhere in this moment. Again does no harm."""
    with transaction.atomic():
        Contact.objects.filter(pk=contact.pk).delete()
        reindex({SEARCH_KEY: [contact.community_id]})


def remove_contact(*, contact: Contact, by: User, now: datetime) -> None:
    if not may_keep(by, contact.community):
        raise PermissionDenied
    withdraw_as_contact(contact=contact, now=now)


def _ask(contact: Contact, by: User) -> None:
    queue_mail(
        to=contact.email, template=ASKED, language=contact.language,
        context={
            "name": contact.name,
            "community": contact.community.organisation.name,
            "asker": by.get_full_name(),
            "page": address(contact.language, "community-contact-own", contact_key(contact)),
        },
    )  # fmt: skip
