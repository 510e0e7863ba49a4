"""Erasing all that is kept of one client, and remembering that it was done, not whose it was."""

from collections.abc import Iterable
from datetime import datetime

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from loim.casework import vault
from loim.casework.actions.protection.tombstone_file import add_to_file
from loim.casework.forgetting import forget
from loim.casework.gate import opened_for_keeping
from loim.casework.models import Client, Ground, Tombstone
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.protection.tombstones import erased_before, known_hashes
from loim.people.models import User

log = structlog.get_logger("loim.casework")


def erase_client(*, client: Client, ground: Ground, by: User, now: datetime) -> None:
    """With cases, documents, views and history, and records that were merged with this one;
    enquiries stay as numbers of nobody. Raises PermissionDenied."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    with transaction.atomic(), opened_for_keeping(now=now):
        erase_clients([client.pk], ground=ground, by=by, now=now)


def erase_clients(
    keys: Iterable[int], *, ground: Ground, by: User | None, now: datetime
) -> dict[str, int]:
    """Inside the keeper's gate: the nightly job's and the restored backup's way, too."""
    wanted = _with_merged(set(keys))
    erased = list(
        Client.objects.filter(pk__in=wanted).select_for_update().order_by("pk")
        .values_list("uuid", "organisation_id")
    )  # fmt: skip
    Tombstone.objects.bulk_create(
        [
            Tombstone(
                organisation_id=organisation,
                key_hash=vault.tombstone(identity),
                ground=ground,
                erased_at=now,
                erased_by=by,
            )
            for identity, organisation in erased
        ],
        # Erased once more, since a backup had brought it back: the first mark stays.
        ignore_conflicts=True,
    )
    counted = forget(Client.objects.filter(pk__in=wanted))
    marks = [(vault.tombstone(identity), ground, now) for identity, _organisation in erased]
    # After the commit: a mark of somebody who was not erased after all would erase them later.
    transaction.on_commit(lambda: add_to_file(marks))
    return counted


def reapply_erasures(*, now: datetime) -> dict[str, int]:
    """After a restore: whoever had been erased is erased again, by the marks in the database and
    those in the file outside of it. Safe to run at any time."""
    with transaction.atomic(), opened_for_keeping(now=now):
        marks = known_hashes()
        keys = erased_before(marks)
        counted = erase_clients(keys, ground=Ground.REQUEST, by=None, now=now)
    log.info("erased again", clients=len(keys))
    return counted


def _with_merged(keys: set[int]) -> set[int]:
    """Two records of one person are one person: both directions of `merged_into`."""
    found = set(keys)
    while True:
        near = Client.objects.filter(Q(merged__in=found) | Q(merged_into__in=found))
        new = set(near.values_list("pk", flat=True)) - found
        if not new:
            return found
        found |= new
