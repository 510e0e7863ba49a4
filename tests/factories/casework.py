"""Records of counselling for tests; outside of a gate the tests' own account writes them."""

from datetime import UTC, datetime
from typing import Any

from loim.casework import vault
from loim.casework.models import Case, Client, Enquiry, EnquiryTopic
from loim.people.models import Organisation, Role, User
from loim.services.models import Topic
from tests.factories.people import membership, user
from tests.factories.services import topic

MADE = datetime(2023, 9, 4, 8, tzinfo=UTC)


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


def client(of: Organisation, **fields: Any) -> Client:
    name = fields.pop("name", "Mari Näidis")
    return Client.objects.create(
        organisation=of,
        sealed_name=vault.seal(name),
        language=fields.pop("language", "ru"),
        made_at=fields.pop("made_at", MADE),
        **fields,
    )


def case(of: Client, by: User, **fields: Any) -> Case:
    return Case.objects.create(
        organisation=of.organisation,
        client=of,
        topic=fields.pop("topic", None) or topic(),
        counsellor=by,
        opened_at=fields.pop("opened_at", MADE),
        **fields,
    )
