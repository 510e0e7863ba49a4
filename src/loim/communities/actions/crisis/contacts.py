"""Contacts of a plan: added, asked, confirmed by a link, leaving."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately, queue_mail
from loim.common.refusals import Refusal
from loim.communities.actions.crisis.plans import held
from loim.communities.actions.crisis.tree import call_newcomer
from loim.communities.contact_details import Details, sealed
from loim.communities.models import (
    ConsentGiven,
    CrisisContact,
    CrisisPlan,
    CrisisResource,
    RoleHolder,
    VersionContact,
)
from loim.communities.queries.crisis.own_link import own_address, renew_link
from loim.people.models import User

LETTERS = {"crisis_confirm", "crisis_consent"}
MOST_LETTERS = 5  # to an address in a day


class HasLeft(Refusal):
    message = _("%(name)s has left the plan. Add a new contact instead.")


class NoAddressToAsk(Refusal):
    message = _("%(name)s has no e-mail here: ask on paper, and note its date.")


class AskedOften(Refusal):
    message = _("%(name)s has been written to several times today. Try again tomorrow.")


class ConsentInFuture(Refusal):
    message = _("The day of the consent cannot lie ahead.")


@dataclass(frozen=True)
class ContactFacts:
    name: str
    phones: tuple[str, ...] = ()
    address: str = ""
    email: str = ""
    languages: str = ""
    skills: str = ""
    letter_language: str = "et"


def add_contact(*, plan: CrisisPlan, facts: ContactFacts, by: User, now: datetime) -> CrisisContact:
    """Not published until they agree: `ask_contact` or `note_paper_consent`."""
    with transaction.atomic():
        current = held(plan, by)
        contact = CrisisContact(plan=current, added_at=now)
        renew_link(contact)
        _write(contact, facts)
        contact.save(force_insert=True)
        call_newcomer(current, contact)
    return contact


def change_contact(*, contact: CrisisContact, facts: ContactFacts, by: User) -> None:
    """Another name or e-mail may be another person: the letters until now open nothing, and
    whoever it is agrees anew before they are published."""
    with transaction.atomic():
        held(contact.plan, by)
        current = _current(contact)
        before = (current.name.casefold(), current.email.casefold())
        _write(current, facts)
        if before != (facts.name.casefold(), facts.email.casefold()):
            renew_link(current)
            current.consent, current.consent_date, current.consent_note = "", None, ""
            current.asked_at = current.confirmed_at = None
        current.save()


def ask_contact(*, contact: CrisisContact, by: User, now: datetime) -> None:
    """A letter with their own link: they agree, or see whether it is still right. Raises
    NoAddressToAsk, AskedOften."""
    with transaction.atomic():
        held(contact.plan, by)
        current = _current(contact)
        if not current.email:
            raise NoAddressToAsk(name=current.name)
        if letters_lately(current.email, LETTERS, since=now - timedelta(days=1)) >= MOST_LETTERS:
            raise AskedOften(name=current.name)
        send_question(current, now)


def send_question(contact: CrisisContact, now: datetime) -> None:
    """Inside the caller's transaction, which holds the contact."""
    contact.asked_at = now
    contact.save()
    queue_mail(
        to=contact.email,
        template="crisis_confirm" if contact.consent else "crisis_consent",
        context={
            "name": contact.name,
            "community": str(contact.plan.community),
            "link": own_address(contact),
        },
        language=contact.letter_language,
    )


def note_paper_consent(
    *, contact: CrisisContact, given_date: date, note: str, by: User, now: datetime
) -> None:
    """`note`: where the paper is. Raises ConsentInFuture."""
    if given_date > localdate(now):
        raise ConsentInFuture
    with transaction.atomic():
        held(contact.plan, by)
        current = _current(contact)
        current.consent, current.consent_date = ConsentGiven.PAPER, given_date
        current.consent_note, current.confirmed_at = note, now
        current.save()


def confirm_by_link(*, contact: CrisisContact, facts: ContactFacts, now: datetime) -> None:
    """By whoever has the letter: they agree, and say what is right about themselves."""
    with transaction.atomic():
        CrisisPlan.objects.select_for_update().get(pk=contact.plan_id)
        current = _current(contact)
        _write(current, facts)
        if not current.consent:
            current.consent, current.consent_date = ConsentGiven.LINK, localdate(now)
        current.confirmed_at = now
        current.save()


def leave(*, contact: CrisisContact, by: User | None, now: datetime) -> None:
    """At once and everywhere: no role, no key, no call, and no number in any version, those
    published before among them. The name stays, so that the plan says who is missing. `by` is
    None for whoever has the link. Again does no harm."""
    with transaction.atomic():
        if by is None:
            CrisisPlan.objects.select_for_update().get(pk=contact.plan_id)
        else:
            held(contact.plan, by)
        current = CrisisContact.objects.get(pk=contact.pk)
        if current.left_at is not None:
            return
        RoleHolder.objects.filter(contact=current).delete()
        CrisisResource.objects.filter(key_holder=current).update(key_holder=None)
        current.left_at = now
        current.email = current.sealed_details = current.languages = current.skills = ""
        current.consent_note, current.called_by = "", None
        current.save()
        VersionContact.objects.filter(contact_uuid=current.uuid, left_at=None).update(
            left_at=now, sealed_details="", languages="", skills=""
        )


def _current(contact: CrisisContact) -> CrisisContact:
    """Raises HasLeft."""
    current = CrisisContact.objects.select_related("plan__community__organisation").get(
        pk=contact.pk
    )
    if current.left_at is not None:
        raise HasLeft(name=current.name)
    return current


def _write(contact: CrisisContact, facts: ContactFacts) -> None:
    contact.name, contact.email = facts.name, facts.email
    contact.languages, contact.skills = facts.languages, facts.skills
    contact.letter_language = facts.letter_language
    contact.sealed_details = sealed(Details(facts.phones, facts.address, facts.email))
