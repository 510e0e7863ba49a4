"""A client's record is made with a consent, and changed without losing what others changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from loim.casework import vault
from loim.casework.actions.clients.consenting import ConsentGiven, write_consent
from loim.casework.actions.clients.refusals import (
    ChangedMeanwhile,
    NotAgreed,
    NotOfAge,
    RecordedAlready,
    RecordNotInUse,
)
from loim.casework.logic.clients.age import Adult, adult_by_day, adult_by_year
from loim.casework.logic.clients.names import one_line
from loim.casework.logic.clients.personal_code import born_on
from loim.casework.models import Client, ConsentScope
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.clients.consents import consent_in_force
from loim.casework.queries.clients.likely_same import known_by
from loim.casework.queries.clients.naming import (
    Contact,
    name_hashes,
    same_hash,
    sealed_contact,
)
from loim.casework.queries.clients.own_link import link_hash_of
from loim.people.models import Municipality, Organisation, User


@dataclass(frozen=True)
class ClientFacts:
    """Only what is needed. `code` is checked before (logic.clients.personal_code); `birth_year`
    is asked where there is none, and only its keyed hash with the name is kept."""

    name: str
    language: str
    email: str = ""
    phone: str = ""
    target_group: str = "unknown"
    municipality: Municipality | None = None
    arrived_on: date | None = None
    origin: str = "unknown"
    family: str = "unknown"
    code: str = ""
    birth_year: int | None = None
    has_turned_18: bool = False


def make_client(
    *, organisation: Organisation, facts: ClientFacts, consent: ConsentGiven, submission: UUID,
    by: User, now: datetime,
) -> Client:  # fmt: skip
    """With its consent, or not at all. The same form sent twice makes one record.

    Refuses: NotOfAge, NotAgreed, RecordedAlready (the same personal code).
    """
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    made = Client.objects.filter(submission=submission, organisation=organisation).first()
    if made is not None:
        return made
    check_age(facts, localdate(now))
    _check_scope(facts, consent.scope)
    with transaction.atomic():
        client = Client(organisation=organisation, made_at=now, state_at=now, submission=submission)
        _write(client, facts, consent.scope)
        client.link_seed = uuid4()
        client.link_hash = link_hash_of(client.link_seed)
        client.changed_by, client.changed_at = by, now
        _save(client)
        if not client.pk:  # another tab was quicker
            return Client.objects.get(submission=submission)
        write_consent(client=client, given=consent, by=by, now=now)
        return client


def edit_client(
    *, client: Client, facts: ClientFacts, seen: int, by: User, now: datetime
) -> Client:
    """`seen` is the revision that the form was filled from. Refuses as `make_client` does, and
    ChangedMeanwhile, RecordNotInUse."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        consent = consent_in_force(held)
        if not held.is_active or consent is None:
            raise RecordNotInUse
        if held.revision != seen:
            raise ChangedMeanwhile
        if facts.code or facts.birth_year:
            check_age(facts, localdate(now))
        _check_scope(facts, consent.scope)
        _write(held, facts, consent.scope)
        held.revision += 1
        held.changed_by, held.changed_at = by, now
        _save(held)
        return held


def set_code(*, client: Client, code: str, by: User, now: datetime) -> None:
    """A registry service brought one. Refuses NotAgreed, NotOfAge, RecordedAlready."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        consent = consent_in_force(held)
        if not held.is_active or consent is None:
            raise RecordNotInUse
        if ConsentScope.CODE not in consent.scope:
            raise NotAgreed(what=ConsentScope.CODE.label)
        if adult_by_day(born_on(code), localdate(now)) is not Adult.YES:
            raise NotOfAge
        _write_code(held, code, consent.scope)
        held.revision += 1
        held.changed_by, held.changed_at = by, now
        _save(held)


def new_link(*, client: Client, by: User, now: datetime) -> Client:
    """The former link opens nothing any more."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        held.link_seed = uuid4()
        held.link_hash = link_hash_of(held.link_seed)
        held.changed_by, held.changed_at = by, now
        held.save()
        return held


def check_age(facts: ClientFacts, today: date) -> None:
    """Raises NotOfAge. By the code where there is one, else by the year of birth."""
    if facts.code:
        adult = adult_by_day(born_on(facts.code), today)
    elif facts.birth_year:
        adult = adult_by_year(facts.birth_year, today)
        if adult is Adult.ASK:
            adult = Adult.YES if facts.has_turned_18 else Adult.NO
    else:
        adult = Adult.NO
    if adult is not Adult.YES:
        raise NotOfAge


def _check_scope(facts: ClientFacts, scope: Collection[str]) -> None:
    given = set(scope)
    if facts.code and ConsentScope.CODE not in given:
        raise NotAgreed(what=ConsentScope.CODE.label)
    if (facts.email or facts.phone) and ConsentScope.CONTACT not in given:
        raise NotAgreed(what=ConsentScope.CONTACT.label)


def _write(client: Client, facts: ClientFacts, scope: Collection[str]) -> None:
    name = one_line(facts.name)
    pk = client.organisation_id
    renamed = vault.unseal(client.sealed_name) != name
    client.sealed_name = vault.seal(name)
    client.name_words = name_hashes(name, pk)
    year = born_on(facts.code).year if facts.code else facts.birth_year
    if year or renamed:
        client.same_hash = same_hash(name, year, pk)
    client.sealed_contact = sealed_contact(Contact(facts.email, facts.phone))
    client.language = facts.language
    client.target_group = facts.target_group
    client.municipality = facts.municipality
    client.arrived_on = facts.arrived_on
    client.origin, client.family = facts.origin, facts.family
    _write_code(client, facts.code, scope)


def _write_code(client: Client, code: str, scope: Collection[str]) -> None:
    pk = client.organisation_id
    client.sealed_code = vault.seal(code)
    client.code_hash = vault.code_hash(code, organisation_id=pk) if code else ""
    counts = code and ConsentScope.COUNT in scope
    client.pseudonym = vault.pseudonym(code) if counts else ""


def _save(client: Client) -> None:
    """Refuses RecordedAlready, whoever was quicker. Leaves `pk` empty where the same form came
    twice at once."""
    try:
        with transaction.atomic():
            client.save()
    except IntegrityError as error:
        if "casework_client_code_once" in str(error):
            known = known_by(client.organisation_id, code_hash=client.code_hash)
            other = next((each for each in known if each.pk != client.pk), None)
            if other is not None:
                raise RecordedAlready(other) from None
            raise RecordNotInUse from None  # the other is frozen, or merged
        if "submission" not in str(error):
            raise
        client.pk = None
