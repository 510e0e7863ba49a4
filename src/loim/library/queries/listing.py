"""The library's list: what fits a reader's choice, and how many each other choice would give."""

from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from loim.content.models import TextState
from loim.library.models import HelpedMark, LibraryItem
from loim.library.models.file import DownloadCount


@dataclass(frozen=True)
class LibraryFilter:
    """Each '' for any; `topic` and `method` are slugs, `county` a code."""

    text: str = ""
    kind: str = ""
    topic: str = ""
    method: str = ""
    audience: str = ""
    language: str = ""
    county: str = ""

    @property
    def is_filtering(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


_FACETS = {
    "kind": ("kind", F("kind")),
    "topic": ("topics__slug", F("topics__slug")),
    "method": ("methods__slug", F("methods__slug")),
    "audience": ("audiences__contains", Func(F("audiences"), function="unnest")),
    "language": ("thing_languages__contains", Func(F("thing_languages"), function="unnest")),
    "county": ("counties", F("counties")),
}


def items_in(wanted: LibraryFilter) -> QuerySet[LibraryItem]:
    """Published, newest edition of each. `text` is looked for in titles and summaries of every
    language; the search page looks into the files as well."""
    rows = LibraryItem.objects.open_to_readers().latest_editions()
    for name, (lookup, _value) in _FACETS.items():
        if given := getattr(wanted, name):
            rows = rows.filter(**{lookup: [given] if lookup.endswith("__contains") else given})
    for word in wanted.text.split()[:8]:
        said = TextState.objects.filter(current__isnull=False).filter(
            Q(title__icontains=word) | Q(current__fields__summary__icontains=word)
        )
        rows = rows.filter(Q(text__in=said.values("text")) | Q(authors__icontains=word))
    return rows


def counts_by_facet(wanted: LibraryFilter) -> dict[str, dict[str, int]]:
    """{facet: {value: number}}: how many there would be with this value in place of the chosen
    one, the other choices kept. One query for each facet."""
    return {name: _counts(wanted, name, value) for name, (_lookup, value) in _FACETS.items()}


def with_numbers(rows: QuerySet[LibraryItem]) -> QuerySet[LibraryItem]:
    """Each with `helped` and `downloads`."""
    helped = HelpedMark.objects.filter(item=OuterRef("pk")).order_by().values("item")
    fetched = DownloadCount.objects.filter(item=OuterRef("pk")).order_by().values("item")
    return rows.annotate(
        helped=_number(helped.annotate(number=Count("pk"))),
        downloads=_number(fetched.annotate(number=Sum("downloads"))),
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows.values("number"), output_field=IntegerField()), 0)


def _counts(wanted: LibraryFilter, name: str, value: Any) -> dict[str, int]:
    rows = items_in(replace(wanted, **{name: ""})).order_by()
    pairs = rows.annotate(facet=value).values_list("facet", "pk").distinct()
    found: dict[str, int] = {}
    for given, _pk in pairs:
        if given:
            found[given] = found.get(given, 0) + 1
    return found
