"""What the nightly job will erase: numbers alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from loim.casework.gate import opened_for_keeping
from loim.casework.retention import RULES, RetentionRule

AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class RuleDue:
    rule: RetentionRule
    now: int
    soon: int  # within a month, those of now among them


def rules_due(*, organisations: list[int] | None, now: datetime) -> list[RuleDue]:
    """Of these organisations, or (None) of all, as the operator of the platform counts them."""
    with opened_for_keeping(now=now):
        return [
            RuleDue(
                rule, _count(rule, organisations, now), _count(rule, organisations, now + AHEAD)
            )
            for rule in RULES.values()
        ]


def _count(rule: RetentionRule, organisations: list[int] | None, at: datetime) -> int:
    rows = rule.due(at)
    return (rows if organisations is None else rows.filter(organisation__in=organisations)).count()
