"""What a decision keeps besides its code, so that it can be said in words later."""

from typing import Any

from loim.events.logic.places.fitting import Obstacle
from loim.events.logic.places.rules import Rule


def values_of(hindered: Obstacle) -> dict[str, Any]:
    """Small and plain: it stands in a JSON column for as long as the decision."""
    values: dict[str, Any] = dict(hindered.values)
    if hindered.rules:
        values["rules"] = [rule_values(rule) for rule in hindered.rules]
    return values


def rule_values(rule: Rule) -> dict[str, Any]:
    values: dict[str, Any] = {"question": rule.question, "answer": rule.answer}
    if rule.floor:
        values["floor"] = rule.floor
    if rule.ceiling is not None:
        values["ceiling"] = rule.ceiling
    if rule.floor and rule.released_at is not None:
        values["until"] = rule.released_at.isoformat()
    return values
