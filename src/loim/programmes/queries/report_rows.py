"""The rows behind a report's numbers: counted today while it is open, as frozen afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loim.people.models import Municipality
from loim.programmes.logic.digest import FrozenRecord
from loim.programmes.logic.periods import Period
from loim.programmes.logic.report_document import ReportedRow
from loim.programmes.measures.method import method_of
from loim.programmes.measures.registry import Source, source_of
from loim.programmes.measures.rows import rows
from loim.programmes.models import ManualEntry, Measure, Report

MANUAL_PREFIX = "manual:"
_AT_ONCE = 5000  # records asked for in one query


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """What a reader calls a record. `day` is None where the record is no longer there."""

    title: str
    kind: str
    day: date | None


def rows_now(measure: Measure, report: Report, today: date) -> tuple[ReportedRow, ...]:
    """As the records are today, by the measure."""
    method = method_of(measure)
    period = Period(report.start_date, report.end_date)
    return tuple(
        ReportedRow(
            row.date,
            row.title,
            str(method.source.kind_label(row.kind)) if row.kind else "",
            row.municipality_name,
            row.contribution,
        )
        for row in rows(method, period, today)
    )


def rows_frozen(
    measure: Measure, programme: int, records: Sequence[FrozenRecord], by_hand: str
) -> tuple[ReportedRow, ...]:
    """As submitted: the amounts are the frozen ones, the titles those of today."""
    named = named_records((name for name, _, _ in records), source_of(measure.source), programme)
    places = Municipality.objects.in_bulk({place for _, place, _ in records if place})
    unknown = NamedRecord("", "", None)
    found = [
        ReportedRow(
            (record := named.get(name, unknown)).day,
            record.title or f"#{name.removeprefix(MANUAL_PREFIX)}",
            by_hand if name.startswith(MANUAL_PREFIX) else record.kind,
            places[place].name if place in places else place,
            Decimal(amount),
        )
        for name, place, amount in records
    ]
    return tuple(sorted(found, key=lambda row: (row.day or date.min, row.title, row.municipality)))


def named_records(names: Iterable[str], source: Source, programme: int) -> dict[str, NamedRecord]:
    """By their names in a frozen number; those that are gone are missing."""
    wanted = set(names)
    manual = {int(name.removeprefix(MANUAL_PREFIX)) for name in wanted if MANUAL_PREFIX in name}
    found = {
        f"{MANUAL_PREFIX}{entry.pk}": NamedRecord(entry.explanation, "", entry.date)
        for entry in ManualEntry.objects.filter(pk__in=manual)
    }
    if source.records is None:
        return found
    recorded = sorted(int(name) for name in wanted if MANUAL_PREFIX not in name)
    for first in range(0, len(recorded), _AT_ONCE):
        some = recorded[first : first + _AT_ONCE]
        known = source.records(programme).filter(record__in=some).order_by("record")
        for record, title, kind, day in known.values_list("record", "title", "kind", "from_date"):
            words = str(source.kind_label(kind)) if kind else ""
            found[str(record)] = NamedRecord(title, words, day)
    return found
