"""Take a whole register in from a file: all of it or nothing; the same file again changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied

from loim.networks.actions.register.facts import AssociationFacts
from loim.networks.actions.register.recording import (
    change_facts,
    known_association,
    record_association,
)
from loim.networks.permissions_register import may_keep_for
from loim.people.models import Municipality, Organisation, User
from loim.programmes.actions.corrections import record_change


@dataclass(frozen=True)
class ImportedAssociation:
    """`key` is of the association that it changes; None is a new one."""

    row: int
    name: str
    registry_code: str
    municipality: Municipality | None
    facts: AssociationFacts
    key: int | None = None


@dataclass(frozen=True)
class Imported:
    new: int
    changed: int


def import_associations(
    *,
    rows: Sequence[ImportedAssociation],
    keeper: Organisation,
    batch: UUID,
    by: User,
    now: datetime,
) -> Imported:
    """New ones are taken in, known ones changed where they differ. The same `batch` is done once.

    Refused as a whole: PermissionDenied, and whatever `record_association` refuses.
    """
    if not may_keep_for(by, keeper):
        raise PermissionDenied
    new = changed = 0
    with record_change(by=by, now=now, step="import"):
        for row in rows:
            known = known_association(row.registry_code)
            if known is None:
                record_association(
                    registry_code=row.registry_code, name=row.name,
                    municipality=row.municipality, keeper=keeper, facts=row.facts,
                    submission=uuid5(batch, row.registry_code), by=by, now=now,
                )  # fmt: skip
                new += 1
            elif known.keeper_id == keeper.pk:
                changed += change_facts(known, row.facts, None, now)
    return Imported(new, changed)
