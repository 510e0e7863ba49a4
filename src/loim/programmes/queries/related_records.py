"""The work recorded under a coded activity, whichever modules record it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from loim.programmes.measures.registry import all_sources
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
    """The newest records of each kind and how many there are; two queries for each source.

    Only the first of several sources about the same records is asked. `is_public` leaves
    out records whose pages are not for everyone.
    """
    found: dict[str, RelatedRecords] = {}
    for source in all_sources():
        is_hidden = is_public and not source.is_page_public
        if source.records is None or not source.page or not source.has_activities or is_hidden:
            continue
        if source.page in found:
            continue
        records: Any = source.records(activity.programme_id).filter(root=activity.root_id)
        named = records.order_by("-from_date", "-record").values_list(
            "page", "title", "from_date", "record"
        )
        found[source.page] = RelatedRecords(
            source.label,
            source.page,
            records.order_by().values("record").distinct().count(),
            [RelatedRecord(page, title, day) for page, title, day, _ in named.distinct()[:SHOWN]],
        )
    return [records for records in found.values() if records.count]
