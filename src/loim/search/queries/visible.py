"""Whose results: part of each query's SQL, so that counts, suggestions and pages agree."""

from datetime import datetime
from typing import Any

from loim.people.permissions import Person, may_administer_platform, roles_by_organisation
from loim.search.models import ADMINISTRATORS, EVERYBODY

# Over a row `d` of the index.
VISIBLE = (
    "d.readers && %(readers)s::bigint[]"
    " AND (d.visible_from IS NULL OR d.visible_from <= %(now)s)"
    " AND (d.visible_until IS NULL OR d.visible_until > %(now)s)"
)


def readers_of(person: Person) -> list[int]:
    """What a row's `readers` may hold for this person to find it."""
    found = [EVERYBODY, *roles_by_organisation(person)]
    return [*found, ADMINISTRATORS] if may_administer_platform(person) else found


def visible_values(person: Person, now: datetime) -> dict[str, Any]:
    return {"readers": readers_of(person), "now": now}
