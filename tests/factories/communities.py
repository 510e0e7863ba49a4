"""Communities with what they have, share and show."""

from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from loim.assessments.models import Subject
from loim.common.own_keys import hash_of_key, own_key
from loim.communities.models import (
    Area,
    Asset,
    AssetKind,
    AssetPerson,
    AssetStatus,
    Community,
    CommunityKind,
    Contact,
    Gathering,
    GatheringKind,
    Sharing,
)
from loim.people.models import Municipality, Organisation, OrganisationKind, Role, User
from tests.factories.people import membership, organisation, user

_numbers = count(1)
AT = datetime(2024, 5, 11, 12, tzinfo=UTC)


def community(where: Municipality | None = None, **fields: Any) -> Community:
    name = fields.pop("name", None) or f"Kuusiku küla {next(_numbers)}"
    place = organisation(name, kind=OrganisationKind.COMMUNITY, municipality=where)
    subject = Subject.objects.create(kind="community", name=name, organisation=place)
    return Community.objects.create(
        organisation=place,
        subject=subject,
        kind=fields.pop("kind", CommunityKind.VILLAGE),
        is_public=fields.pop("is_public", True),
        created_at=fields.pop("created_at", AT),
        **fields,
    )


def keeper(of: Community, email: str = "", role: str = Role.COORDINATOR) -> User:
    person = user(email or f"hoidja{next(_numbers)}@example.ee")
    membership(person, of.organisation, role)
    return person


def shared(of: Community, what: str, recipient: Organisation | None = None) -> Sharing:
    return Sharing.objects.create(community=of, what=what, recipient=recipient, started_at=AT)


def area(where: Municipality, name: str = "", **fields: Any) -> Area:
    return Area.objects.create(municipality=where, name=name or f"Küla {next(_numbers)}", **fields)


def asset(of: Community, title: str = "", **fields: Any) -> Asset:
    return Asset.objects.create(
        community=of,
        title=title or f"Vara {next(_numbers)}",
        kind=fields.pop("kind", AssetKind.SKILLS),
        state=fields.pop("state", AssetStatus.SHOWN),
        added_at=AT,
        changed_at=AT,
        **fields,
    )


def gathering(of: Community, **fields: Any) -> Gathering:
    identity = fields.pop("uuid", uuid4())
    return Gathering.objects.create(
        community=of,
        title=fields.pop("title", "Külapäev"),
        kind=fields.pop("kind", GatheringKind.MEETING),
        created_at=AT,
        uuid=identity,
        key_hash=hash_of_key(own_key("communities.gathering", identity)),
        **fields,
    )


def asset_person(of: Asset, name: str, **fields: Any) -> AssetPerson:
    identity = uuid4()
    return AssetPerson.objects.create(
        asset=of,
        name=name,
        email=fields.pop("email", f"pakkuja{next(_numbers)}@example.ee"),
        asked_at=AT,
        uuid=identity,
        key_hash=hash_of_key(own_key("communities.asset_person", identity)),
        **fields,
    )


def contact(of: Community, name: str, **fields: Any) -> Contact:
    identity = uuid4()
    return Contact.objects.create(
        community=of,
        name=name,
        email=fields.pop("email", f"kontakt{next(_numbers)}@example.ee"),
        asked_at=AT,
        uuid=identity,
        key_hash=hash_of_key(own_key("communities.contact", identity)),
        **fields,
    )
