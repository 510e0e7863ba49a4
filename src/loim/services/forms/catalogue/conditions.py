"""For whom a service is, as fields: up to three groups of conditions, any of which is enough."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.programmes.forms.record_fields import capitalised
from loim.services.condition_words import OPTION_NAMES
from loim.services.forms.catalogue.fields import SeveralField
from loim.services.logic.conditions import RANGES, Question

GROUPS = 3
_LISTS = {
    "status": Question.STATUS,
    "right": Question.RIGHT_OF_RESIDENCE,
    "citizenship": Question.CITIZENSHIP,
}
_SPANS = {
    "age": Question.AGE,
    "children": Question.CHILDREN,
    "days": Question.DAYS_SINCE_ARRIVAL,
}
_LABELS = {
    "age_from": _("Aged at least"),
    "age_to": _("Aged at most"),
    "children_from": _("Has a child aged at least"),
    "children_to": _("Has a child aged at most"),
    "days_from": _("Days since arrival, at least"),
    "days_to": _("Days since arrival, at most"),
}


def condition_fields() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for number in range(GROUPS):
        for name, question in _SPANS.items():
            first, last = RANGES[question]
            for end in ("from", "to"):
                found[f"g{number}_{name}_{end}"] = forms.IntegerField(
                    label=_LABELS[f"{name}_{end}"],
                    required=False,
                    min_value=first,
                    max_value=last,
                )
        for name, label in (
            ("status", _("Is any of these")),
            ("right", _("Lives in Estonia on any of these grounds")),
            ("citizenship", _("Has any of these citizenships")),
        ):
            found[f"g{number}_{name}"] = SeveralField(
                label=label, choices=capitalised(OPTION_NAMES[_LISTS[name]].items())
            )
    return found


def written_conditions(said: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """As `Service.conditions` keeps them; groups that say nothing are left out."""
    groups = []
    for number in range(GROUPS):
        group: list[dict[str, Any]] = []
        for name, question in _SPANS.items():
            bounds = {
                key: value
                for key, end in (("at_least", "from"), ("at_most", "to"))
                if (value := said.get(f"g{number}_{name}_{end}")) is not None
            }
            if bounds:
                group.append({"question": question.value, **bounds})
        for name, question in _LISTS.items():
            if chosen := said.get(f"g{number}_{name}"):
                group.append({"question": question.value, "any": sorted(chosen)})
        if group:
            groups.append(group)
    return groups


def condition_initial(conditions: list[Any]) -> dict[str, Any] | None:
    """None where the fields cannot show them all: then they are left as they are."""
    initial: dict[str, Any] = {}
    if len(conditions) > GROUPS:
        return None
    spans = {question.value: name for name, question in _SPANS.items()}
    lists = {question.value: name for name, question in _LISTS.items()}
    for number, group in enumerate(conditions):
        seen: set[str] = set()
        for condition in group:
            question = condition.get("question")
            if condition.get("not") or question in seen or question not in {**spans, **lists}:
                return None
            seen.add(question)
            if question in lists:
                initial[f"g{number}_{lists[question]}"] = condition["any"]
                continue
            # 'Has children', of any age, has no bounds.
            least = condition.get("at_least", None if "at_most" in condition else 0)
            initial[f"g{number}_{spans[question]}_from"] = least
            initial[f"g{number}_{spans[question]}_to"] = condition.get("at_most")
    return initial
