"""Crisis plans of communities (tests/factories/communities.py)."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from loim.common.own_keys import hash_of_key, own_key
from loim.communities.contact_details import Details, sealed
from loim.communities.models import (
    Community,
    CrisisContact,
    CrisisPlan,
    CrisisRole,
    CrisisVersion,
    RoleHolder,
)
from tests.factories.communities import community

_numbers = count(1)
AT = datetime(2023, 5, 11, 9, tzinfo=UTC)


def plan(of: Community | None = None, **fields: Any) -> CrisisPlan:
    return CrisisPlan.objects.create(community=of or community(), created_at=AT, **fields)


def contact(of: CrisisPlan, name: str = "", *phones: str, **fields: Any) -> CrisisContact:
    """With consent on paper unless said otherwise."""
    uuid = fields.pop("uuid", None) or uuid4()
    fields.setdefault("consent", "paper")
    if fields["consent"]:
        fields.setdefault("consent_date", date(2023, 5, 1))
    fields.setdefault("confirmed_at", AT if fields["consent"] else None)
    return CrisisContact.objects.create(
        plan=of,
        uuid=uuid,
        link_seed=uuid,
        name=name or f"Kontakt {next(_numbers)}",
        sealed_details=sealed(Details(phones, fields.pop("address", ""), fields.get("email", ""))),
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
