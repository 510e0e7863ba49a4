"""Numbers as a report submits them, and whether the records still say the same."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from loim.programmes.logic.digest import FrozenRecord, digest_of, plain
from loim.programmes.logic.periods import Period
from loim.programmes.measures.engine import numbers
from loim.programmes.measures.method import Method, method_of
from loim.programmes.measures.rows import Row, rows
from loim.programmes.models import FrozenValue, Indicator, Measure, Programme


@dataclass(frozen=True)
class FrozenNumber:
    """The fields of a `FrozenValue`. `value` is None without a measure, or before the period."""

    indicator: Indicator
    measure: Measure | None
    value: Decimal | None
    records: list[FrozenRecord]
    digest: str


@dataclass(frozen=True)
class Drift:
    """How the records, counted by the frozen rule today, differ from the frozen number.

    `is_damaged`: the frozen number no longer fits its own digest, so somebody changed it.
    """

    frozen: FrozenValue
    was: Decimal | None
    is_now: Decimal | None
    added: list[FrozenRecord]
    removed: list[FrozenRecord]
    found_on: date
    is_damaged: bool = False


def frozen_numbers(programme: Programme, period: Period, today: date) -> list[FrozenNumber]:
    """Every indicator of the programme, in order of its key, by the newest version of its measure.

    Only days of the programme count. A period that is not over is read as it is today.
    """
    newest: dict[int, Measure] = {}
    measures = Measure.objects.filter(indicator__programme=programme).select_related("indicator")
    for measure in measures.prefetch_related("activities").order_by("indicator", "version"):
        newest[measure.indicator_id] = measure
    return [
        _freeze(indicator, newest.get(indicator.pk), _of_programme(programme, period), today)
        for indicator in programme.indicators.order_by("pk")
    ]


def drift(frozen: FrozenValue, today: date) -> Drift | None:
    """Recount under the frozen version of the rule; None where nothing differs.

    What was read before its period was over is read on that same day again. Loads the
    report, its programme and the measure unless they are selected with it.
    """
    report, measure = frozen.report, frozen.measure
    is_damaged = frozen.digest != digest_of(frozen.value, _facts(measure), frozen.records)
    read_on = min(today, timezone.localdate(frozen.frozen_at))
    period = _of_programme(report.programme, Period(report.start_date, report.end_date))
    again = _freeze(frozen.indicator, measure, period, read_on)
    if again.digest == frozen.digest and not is_damaged:
        return None
    before, after = (Counter(map(tuple, found)) for found in (frozen.records, again.records))
    return Drift(
        frozen=frozen,
        was=frozen.value,
        is_now=again.value,
        added=[list(record) for record in sorted((after - before).elements())],
        removed=[list(record) for record in sorted((before - after).elements())],
        found_on=today,
        is_damaged=is_damaged,
    )


def _of_programme(programme: Programme, period: Period) -> Period | None:
    return period.within(Period(programme.start_date, programme.end_date))


def _facts(measure: Measure | None) -> dict[str, object] | None:
    return (
        None if measure is None else {**method_of(measure).as_facts(), "version": measure.version}
    )


def _freeze(
    indicator: Indicator, measure: Measure | None, period: Period | None, today: date
) -> FrozenNumber:
    if measure is None or period is None:
        facts = _facts(measure)
        return FrozenNumber(indicator, measure, None, [], digest_of(None, facts, []))
    method = method_of(measure)
    value = numbers(method, [period], today)[period].value
    records = _records(method, period, today)
    return FrozenNumber(
        indicator, measure, value, records, digest_of(value, _facts(measure), records)
    )


def _records(method: Method, period: Period, today: date) -> list[FrozenRecord]:
    """In an order that does not depend on when they were recorded."""
    return sorted(_frozen(row) for row in rows(method, period, today)[:])


def _frozen(row: Row) -> FrozenRecord:
    name = f"manual:{row.record}" if row.is_manual else str(row.record)
    return [name, row.municipality, plain(row.contribution)]
