"""How long what is kept of counselling, and how it is erased: each room registers its rules.

    register_rule(
        RetentionRule(
            key="enquiry-notes",
            what=_("Notes of enquiries"),
            purpose=_("To know what was said when somebody asks again."),
            kept=_("one year after the enquiry"),
            due=lambda at: Enquiry.objects.exclude(sealed_note="").filter(held_at__lt=at - ONE_YEAR),
            erase=lambda rows, now: empty(rows, sealed_note=""),
        )
    )

in `retention_rules.py`, in a function of the room's own. Without `erase` the rows are deleted, with
what belongs to them and with their history. A nightly job erases, inside the keeper's gate; the
page 'What is erased when' shows the rules and what they will take within a month; `loim casework
erase-due --dry-run` counts. `due(at)` says what would be due at that moment, now or later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from loim.casework.forgetting import forget

Text = str | Promise


def _delete(rows: QuerySet[Any], _now: datetime) -> None:
    forget(rows)


@dataclass(frozen=True)
class RetentionRule:
    key: str
    what: Text
    purpose: Text
    kept: Text
    due: Callable[[datetime], QuerySet[Any]]
    erase: Callable[[QuerySet[Any], datetime], object] = _delete


RULES: dict[str, RetentionRule] = {}


def register_rule(rule: RetentionRule) -> None:
    RULES[rule.key] = rule
