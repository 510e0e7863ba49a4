"""The nightly work: what is kept no longer is erased, by the rules that each room registered."""

from datetime import datetime

from django.db import transaction

from loim.casework.actions.protection.tombstone_file import write_all_to_file
from loim.casework.gate import opened_for_keeping
from loim.casework.retention import RULES


def erase_what_is_due(*, now: datetime, is_dry: bool = False) -> dict[str, int]:
    """By rule, how many. Each rule in a transaction of its own; running it again does nothing."""
    counted = {}
    for key, rule in RULES.items():
        with transaction.atomic(), opened_for_keeping(now=now):
            rows = rule.due(now)
            counted[key] = rows.count()
            if counted[key] and not is_dry:
                rule.erase(rows, now)
    if not is_dry:
        with opened_for_keeping(now=now):
            write_all_to_file()
    return counted
