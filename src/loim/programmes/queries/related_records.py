"""The work recorded under a coded activity, whichever modules record it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Value
from django.utils.functional import Promise

from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Source, all_sources
from loim.programmes.models import Activity

SHOWN = 5


@dataclass(frozen=True)
class RelatedRecord:
    page: int
    title: str
    date: date


@dataclass(frozen=True)
class RelatedRecords:
    """`page` is the name of the address of a record's page, which takes its id."""

    label: str | Promise
    page: str
    count: int
    newest: list[RelatedRecord]


def related_records(activity: Activity, *, is_public: bool) -> list[RelatedRecords]:
    """The newest records of each kind and how many there are.

    Several sources may give the same records, some of them only a part: the one that gives
    most is shown. `is_public` leaves out records whose pages are not for everyone. One query
    counts them all; each kind that has any takes another.
    """
    sources = {
        source.key: source
        for source in all_sources()
        if _lists_records(source) and (source.is_page_public or not is_public)
    }
    widest: dict[str, tuple[int, Source]] = {}
    for key, count in _counts(list(sources.values()), activity):
        source = sources[key]
        if count > widest.get(source.page, (-1, source))[0]:
            widest[source.page] = (count, source)
    return [
        RelatedRecords(source.label, page, count, _newest(source, activity))
        for page, (count, source) in widest.items()
        if count
    ]


def _lists_records(source: Source) -> bool:
    """Attendance has a row for each guest: thousands of rows to count a few events."""
    is_linked = bool(source.records and source.page and source.has_activities)
    return is_linked and CountingRule.RECORDS in source.rules


def _records(source: Source, activity: Activity) -> QuerySet[Any]:
    assert source.records is not None  # noqa: S101  # asked before
    return source.records(activity.programme_id).filter(root=activity.root_id)


def _counts(sources: list[Source], activity: Activity) -> list[tuple[str, int]]:
    """(key of the source, number of its records), in the order of `sources`."""
    parts = [
        _records(source, activity)
        .order_by()
        .values(at_source=Value(place, output_field=IntegerField()))
        .annotate(number=Count("record", distinct=True))
        for place, source in enumerate(sources)
    ]
    rows = parts[0].union(*parts[1:]) if parts else []
    found = {row["at_source"]: row["number"] for row in rows}
    return [(source.key, found.get(place, 0)) for place, source in enumerate(sources)]


def _newest(source: Source, activity: Activity) -> list[RelatedRecord]:
    """A record may have a few rows, such as a network with several agreements."""
    named = _records(source, activity).order_by("-from_date", "-record")
    rows = named.values_list("page", "title", "from_date")[: 4 * SHOWN]
    return [RelatedRecord(*row) for row in dict.fromkeys(rows)][:SHOWN]
