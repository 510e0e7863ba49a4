"""Communities with crisis plans, in Rakvere unless said otherwise."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from loim.assessments.models import Subject
from loim.common.own_keys import hash_of_key, own_key
from loim.communities.models import (
    Community,
    CrisisContact,
    CrisisPlan,
    CrisisRole,
    CrisisVersion,
    RoleHolder,
    Shared,
    Sharing,
)
from loim.people.models import Organisation, OrganisationKind, Role, User
from tests.factories.people import membership, organisation, user

_numbers = count(1)
AT = datetime(2023, 5, 11, 9, tzinfo=UTC)


def community(name: str = "", *, near: Organisation | None = None, **fields: Any) -> Community:
    """In the municipality of `near`."""
    name = name or f"Näidisküla {next(_numbers)}"
    as_organisation = organisation(
        name, kind=OrganisationKind.COMMUNITY, municipality=near.municipality if near else None
    )
    subject = Subject.objects.create(
        kind="communities.community", name=name, organisation=as_organisation
    )
    return Community.objects.create(
        organisation=as_organisation,
        subject=subject,
        kind=fields.pop("kind", "village"),
        created_at=AT,
        **fields,
    )


def keeper_of(of: Community, email: str = "", **fields: Any) -> User:
    person = user(email, language="en", **fields)
    membership(person, of.organisation, Role.COORDINATOR)
    return person


def share(of: Community, what: str, recipient: Organisation | None = None) -> Sharing:
    return Sharing.objects.create(
        community=of,
        what=what,
        recipient=None if what == Shared.COUNTED else recipient,
        started_at=AT,
    )


def plan(of: Community | None = None, **fields: Any) -> CrisisPlan:
    return CrisisPlan.objects.create(community=of or community(), created_at=AT, **fields)


def contact(of: CrisisPlan, name: str = "", **fields: Any) -> CrisisContact:
    """With consent on paper unless said otherwise."""
    uuid = fields.pop("uuid", None) or uuid4()
    fields.setdefault("consent", "paper")
    if fields["consent"]:
        fields.setdefault("consent_date", date(2023, 5, 1))
    fields.setdefault("confirmed_at", AT if fields["consent"] else None)
    return CrisisContact.objects.create(
        plan=of,
        uuid=uuid,
        name=name or f"Kontakt {next(_numbers)}",
        key_hash=hash_of_key(own_key("communities.crisis_contact", uuid)),
        added_at=fields.pop("added_at", AT),
        **fields,
    )


def role(of: CrisisPlan, title: str = "", *holders: CrisisContact, position: int = 0) -> CrisisRole:
    made = CrisisRole.objects.create(
        plan=of, title=title or f"Roll {next(_numbers)}", position=position
    )
    for rank, holder in enumerate(holders):
        RoleHolder.objects.create(role=made, contact=holder, rank=rank)
    return made


def version(of: CrisisPlan, number: int = 1, **fields: Any) -> CrisisVersion:
    return CrisisVersion.objects.create(
        plan=of,
        number=number,
        content=fields.pop("content", {}),
        valid_from=date(2023, 5, 11),
        published_at=AT,
        submission=uuid4(),
        **fields,
    )
