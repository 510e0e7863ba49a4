"""The directory: who fits a visitor's choice, and how many each other choice would give."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Func, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from loim.experts.models import Availability, Expert, ReferenceStatus
from loim.experts.models.expert import ExpertQuerySet


@dataclass(frozen=True)
class ExpertFilter:
    """Each '' for any; `field` is a slug, `county` a code."""

    text: str = ""
    kind: str = ""
    field: str = ""
    county: str = ""
    language: str = ""
    work_format: str = ""

    @property
    def is_filtering(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


_FACETS: dict[str, tuple[str, Any]] = {
    "kind": ("kinds__contains", Func(F("kinds"), function="unnest")),
    "field": ("fields__slug", F("fields__slug")),
    "county": ("counties", F("counties")),
    "language": ("languages__contains", Func(F("languages"), function="unnest")),
    "work_format": ("formats__contains", Func(F("formats"), function="unnest")),
}
# Those who have time come first.
_BY_TIME = Case(
    When(availability=Availability.OPEN, then=Value(0)),
    When(availability=Availability.LITTLE, then=Value(1)),
    When(availability=Availability.LATER, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


def experts_in(wanted: ExpertFilter, now: datetime) -> ExpertQuerySet:
    """Listed ones alone. `text` is looked for in what they say of themselves."""
    rows = Expert.objects.listed(now)
    for name, (lookup, _value) in _FACETS.items():
        if given := getattr(wanted, name):
            rows = rows.filter(**{lookup: [given] if lookup.endswith("__contains") else given})
    if wanted.text:
        rows = rows.annotate(in_other_languages=Cast("translations", TextField()))
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(headline__icontains=word)
            | Q(about__icontains=word)
            | Q(workplace__icontains=word)
            | Q(in_other_languages__icontains=word)
        )
    return rows


def for_cards(rows: ExpertQuerySet) -> QuerySet[Expert]:
    """With `references_count` and what a card shows: four queries, however many they are."""
    shown = Q(references__state=ReferenceStatus.CONFIRMED, references__is_shown=True)
    return (
        rows.with_fields()
        .annotate(references_count=Count("references", filter=shown, distinct=True))
        .annotate(by_time=_BY_TIME)
        .order_by("by_time", "name", "pk")
    )


def counts_by_facet(wanted: ExpertFilter, now: datetime) -> dict[str, dict[str, int]]:
    """{facet: {value: number}}: how many there would be with this value in place of the chosen
    one, the other choices kept. One query for each facet."""
    return {name: _counts(wanted, name, now) for name in _FACETS}


def _counts(wanted: ExpertFilter, name: str, now: datetime) -> dict[str, int]:
    rows = experts_in(replace(wanted, **{name: ""}), now).order_by()
    pairs = rows.annotate(facet=_FACETS[name][1]).values_list("facet", "pk").distinct()
    found: dict[str, int] = {}
    for given, _pk in pairs:
        if given:
            found[given] = found.get(given, 0) + 1
    return found
