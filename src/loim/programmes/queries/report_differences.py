"""Where the records no longer say what a submitted report says: what changed, when, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import F, Func, IntegerField, QuerySet

from loim.people.models import Municipality
from loim.programmes.logic.digest import FrozenRecord
from loim.programmes.logic.report_states import EDITABLE
from loim.programmes.measures.freezing import Drift, drift
from loim.programmes.measures.registry import source_of
from loim.programmes.models import FrozenValue, Programme, Report
from loim.programmes.queries.report_rows import named_records
from loim.programmes.queries.report_stories import Correction, stories

QUICK = 20_000  # records behind all numbers of a report
QUICK_TABLE = 200_000  # rows of a table that they come from
MOST_RECORDS = 200  # of one number whose story is told; the rest is counted


class What(StrEnum):
    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True)
class RecordDifference:
    """`was` and `is_now` are what the record added to the number, None while it was not there.

    Without corrections it is not the record that changed but what it belongs to: an
    organisation's place, a municipality's borders, an agreement.
    """

    what: What
    record: str
    title: str
    municipality: str
    was: Decimal | None
    is_now: Decimal | None
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class Difference:
    """Of one frozen number. `more` records differ beyond those that are told."""

    drift: Drift
    records: tuple[RecordDifference, ...]
    more: int

    @property
    def indicator_name(self) -> str:
        return self.drift.frozen.indicator.name

    @property
    def last_at(self) -> datetime | None:
        """When the number was last corrected, as far as history tells."""
        return max((c.at for r in self.records for c in r.corrections), default=None)


def frozen_values(programme: Programme | None = None) -> QuerySet[FrozenValue]:
    """Every number that stands in a submitted or accepted report."""
    found = FrozenValue.objects.exclude(report__status__in=[status.value for status in EDITABLE])
    if programme is not None:
        found = found.filter(report__programme=programme)
    return _loaded(found).order_by("report__programme", "report__start_date", "report", "indicator")


def differences_are_quick(report: Report) -> bool:
    """May a page recount them while somebody waits?

    By how much was counted at submission, and by how large the tables behind it are, as the
    database's statistics know.
    """
    size = Func(F("records"), function="jsonb_array_length", output_field=IntegerField())
    found = report.frozen_values.values_list("measure__source", size)
    tables = {
        records(report.programme_id).model._meta.db_table  # noqa: SLF001  # public in Django
        for name in {name for name, _size in found if name}
        if (records := source_of(name).records)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(reltuples), 0) FROM pg_class WHERE relname = ANY(%s)",
            [sorted(tables)],
        )
        (largest,) = cursor.fetchone()
    return bool(largest <= QUICK_TABLE and sum(size for _name, size in found) <= QUICK)


def report_differences(report: Report, today: date) -> list[Difference]:
    """What differs from the report as submitted. Recounts every number of it."""
    if report.is_open:
        return []
    values = _loaded(report.frozen_values.all()).order_by("indicator")
    return [found for value in values if (found := difference(value, today))]


def difference(frozen: FrozenValue, today: date) -> Difference | None:
    """None where the records still say the same."""
    found = drift(frozen, today)
    if found is None:
        return None
    pairs = _pairs(found.removed, found.added)
    told = pairs[:MOST_RECORDS]
    return Difference(found, _told(frozen, told), len(pairs) - len(told))


def _loaded(values: QuerySet[FrozenValue]) -> QuerySet[FrozenValue]:
    return values.select_related(
        "report__programme", "indicator", "measure__indicator"
    ).prefetch_related("measure__activities")


def _pairs(
    removed: Sequence[FrozenRecord], added: Sequence[FrozenRecord]
) -> list[tuple[FrozenRecord | None, FrozenRecord | None]]:
    """What went and what came, together where it is the same record for the same place."""
    before = {(record, place): [record, place, amount] for record, place, amount in removed}
    after = {(record, place): [record, place, amount] for record, place, amount in added}
    return [(before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys())]


def _told(
    frozen: FrozenValue, pairs: Sequence[tuple[FrozenRecord | None, FrozenRecord | None]]
) -> tuple[RecordDifference, ...]:
    if frozen.measure is None or not pairs:
        return ()
    source = source_of(frozen.measure.source)
    keys = [(before or after or ["", "", ""])[:2] for before, after in pairs]
    names = [record for record, _place in keys]
    named = named_records(names, source, frozen.report.programme_id)
    nameless = [name for name in names if name not in named]
    told = stories(names, nameless, source.histories, _frozen_at(frozen))
    places = Municipality.objects.in_bulk({place for _record, place in keys if place})
    return tuple(
        RecordDifference(
            what=What.CHANGED if before and after else What.WENT if before else What.CAME,
            record=record,
            title=named[record].title if record in named else told.titles.get(record, ""),
            municipality=places[place].name if place in places else place,
            was=Decimal(before[2]) if before else None,
            is_now=Decimal(after[2]) if after else None,
            corrections=tuple(told.corrections.get(record, ())),
        )
        for (record, place), (before, after) in zip(keys, pairs, strict=True)
    )


def _frozen_at(frozen: FrozenValue) -> datetime:
    """The database's own time of freezing, which history's times can be compared with."""
    history: Any = FrozenValue.pgh_event_model.objects  # type: ignore[attr-defined]
    found = history.filter(pgh_obj=frozen.pk, pgh_label="insert")
    at: datetime | None = found.values_list("pgh_created_at", flat=True).first()
    return at or frozen.frozen_at
