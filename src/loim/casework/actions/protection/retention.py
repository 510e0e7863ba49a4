"""The nightly work: what is kept no longer is erased, by the rules that each room registered."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from loim.casework.actions.protection.erasing import erase_clients
from loim.casework.actions.protection.tombstone_file import write_all_to_file
from loim.casework.gate import opened_for_keeping
from loim.casework.models import Client, Ground
from loim.casework.retention import RULES, RetentionRule


def erase_what_is_due(*, now: datetime, is_dry: bool = False) -> dict[str, int]:
    """By rule, how many. Each rule in a transaction of its own; running it again does nothing."""
    counted = {}
    for key, rule in RULES.items():
        with transaction.atomic(), opened_for_keeping(now=now):
            rows = rule.due(now)
            counted[key] = rows.count()
            if counted[key] and not is_dry:
                _erase(rule, rows, now)
    if not is_dry:
        with opened_for_keeping(now=now):
            write_all_to_file()
    return counted


def _erase(rule: RetentionRule, rows: QuerySet[Any], now: datetime) -> None:
    if rows.model is Client:
        # They leave a mark: a backup of before must not bring them back.
        keys = rows.values_list("pk", flat=True)
        erase_clients(keys, ground=Ground.RETENTION, by=None, now=now)
    else:
        rule.erase(rows, now)
