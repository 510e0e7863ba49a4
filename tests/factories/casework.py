"""Records of counselling for tests; outside of a gate the tests' own account writes them."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from loim.casework import vault
from loim.casework.models import (
    Case,
    Client,
    Consent,
    ConsentScope,
    ConsentText,
    Enquiry,
    EnquiryTopic,
    Snippet,
)
from loim.casework.queries.clients.naming import name_hashes
from loim.common.translated import LANGUAGE_CODES
from loim.people.models import Organisation, Role, User
from loim.services.models import Topic
from tests.factories.people import membership, user
from tests.factories.services import topic

MADE = datetime(2023, 9, 4, 8, tzinfo=UTC)
ALL = tuple(ConsentScope.values)


def counsellor(of: Organisation, **fields: Any) -> User:
    made = user(**fields)
    membership(made, of, Role.COUNSELLOR)
    return made


def enquiry(of: Organisation, by: User, *topics: Topic, **fields: Any) -> Enquiry:
    """At the desk in Russian, ten minutes, answered; about one topic if none is named."""
    held_at = fields.pop("held_at", MADE)
    made = Enquiry.objects.create(
        organisation=of,
        counsellor=by,
        held_at=held_at,
        recorded_at=fields.pop("recorded_at", held_at),
        channel=fields.pop("channel", "desk"),
        language=fields.pop("language", "ru"),
        minutes=fields.pop("minutes", 10),
        outcome=fields.pop("outcome", "answered"),
        **fields,
    )
    for about in topics or (topic(),):
        EnquiryTopic.objects.create(organisation=of, enquiry=made, topic=about)
    return made


def snippet(of: Organisation, by: User, **fields: Any) -> Snippet:
    """In Estonian alone, unless `translations` says more."""
    return Snippet.objects.create(
        organisation=of,
        title=fields.pop("title", "Elukoha teatamine"),
        body=fields.pop("body", "Teata elukohast 14 päeva jooksul."),
        changed_by=by,
        changed_at=MADE,
        **fields,
    )


def client(of: Organisation, *, scope: tuple[str, ...] = ALL, **fields: Any) -> Client:
    """With a consent to everything, given as the record was made; it ends in the year 2099."""
    name = fields.pop("name", "Mari Näidis")
    made_at = fields.pop("made_at", MADE)
    with transaction.atomic():  # no record without a consent
        made = Client.objects.create(
            organisation=of,
            sealed_name=vault.seal(name),
            name_words=name_hashes(name, of.pk),
            language=fields.pop("language", "ru"),
            made_at=made_at,
            **fields,
        )
        consent(made, scope=scope, given_at=made_at)
    return made


def consent(of: Client, *, scope: tuple[str, ...] = ALL, **fields: Any) -> Consent:
    return Consent.objects.create(
        organisation=of.organisation,
        client=of,
        text=fields.pop("text", None) or consent_text(of.organisation),
        language=fields.pop("language", "ru"),
        scope=list(scope),
        means=fields.pop("means", "paper"),
        given_at=fields.pop("given_at", MADE),
        expires_on=fields.pop("expires_on", date(2099, 12, 31)),
        **fields,
    )


def consent_text(of: Organisation) -> ConsentText:
    """Its first one, made where there is none."""
    texts = {code: {"title": "Nõusolek", "body": "Mida me hoiame."} for code in LANGUAGE_CODES}
    found, _made = ConsentText.objects.get_or_create(
        organisation=of, number=1, defaults={"texts": texts, "made_at": MADE}
    )
    return found


def case(of: Client, by: User, **fields: Any) -> Case:
    return Case.objects.create(
        organisation=of.organisation,
        client=of,
        topic=fields.pop("topic", None) or topic(),
        counsellor=by,
        opened_at=fields.pop("opened_at", MADE),
        **fields,
    )
