"""The numbers: all periods of one indicator in one query, however many records there are.

Each rule first reduces the records to what counts as one, so that a record that is found
twice, a colleague who takes over or a second organisation of the same municipality
changes nothing, and only then sorts the ones into periods.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.measures.counted import (
    by_hand_in_period,
    counted,
    in_period,
    literal,
    place_on,
)
from loim.programmes.measures.method import Method


@dataclass(frozen=True, slots=True)
class Number:
    """`value` is None for a period that has not begun: 'no data yet', which zero is not."""

    value: Decimal | None
    row_count: int


def numbers(method: Method, periods: Sequence[Period], today: date) -> dict[Period, Number]:
    """The value of each period, and how many rows it opens onto. One query."""
    begun = [period for period in periods if period.has_begun(today)]
    found = {period: Number(None, 0) for period in periods}
    if not begun:
        return found
    ones, parameters = _ones(method, begun, today)
    by_hand = ", ".join(
        f"coalesce(sum(amount) FILTER (WHERE {condition}), 0), count(*) FILTER (WHERE {condition})"
        for condition in (by_hand_in_period(method, period, today) for period in begun)
    )
    sql = (
        f"WITH {ones}, by_hand AS (SELECT {by_hand} FROM programmes_manualentry"  # noqa: S608  # dates and our own column names
        f" WHERE indicator_id = {int(method.indicator_id)}) SELECT * FROM totals, by_hand"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    recorded, entered = row[: 2 * len(begun)], row[2 * len(begun) :]
    for n, period in enumerate(begun):
        value, count = (recorded[2 * n + i] + entered[2 * n + i] for i in (0, 1))
        found[period] = _number(method, Decimal(value), count)
    return found


def _number(method: Method, value: Decimal, count: int) -> Number:
    if method.source.is_by_hand and not count:
        return Number(None, 0)  # nobody has said anything yet
    return Number(value, count)


def _ones(method: Method, periods: Sequence[Period], today: date) -> tuple[str, tuple[object, ...]]:
    """Common table expressions that end in `totals`: value and count of each period in turn."""
    if method.rule is CountingRule.MUNICIPALITIES:
        return _municipalities(method, periods, today)
    if method.source.is_state:
        return _lasting_records(method, periods, today)
    return _happenings(method, periods, today)


def _happenings(
    method: Method, periods: Sequence[Period], today: date
) -> tuple[str, tuple[object, ...]]:
    whole = Period(min(p.start for p in periods), max(p.end for p in periods))
    columns, ones = {
        CountingRule.PARTICIPATIONS: (
            ("record", "municipality", "from_date"),
            "SELECT DISTINCT c.record, c.from_date, s.current_id, 1 AS amount"
            f" FROM counted c {place_on('c.from_date')}",
        ),
        CountingRule.RECORDS: (
            ("record", "from_date"),
            "SELECT DISTINCT record, from_date, 1 AS amount FROM counted",
        ),
        CountingRule.SUM: (
            ("record", "municipality", "from_date", "amount"),
            "SELECT c.record, c.from_date, sum(c.amount) AS amount"
            f" FROM counted c LEFT {place_on('c.from_date')}"
            " GROUP BY c.record, c.from_date, s.current_id",
        ),
    }[method.rule]
    records, parameters = counted(method, columns, between=whole)
    totals = ", ".join(
        f"coalesce(sum(amount) FILTER (WHERE {condition}), 0),"
        f" coalesce(sum(n) FILTER (WHERE {condition}), 0)"
        for condition in (in_period(method, period, today) for period in periods)
    )
    return (
        f"{records}, ones AS ({ones}),"  # noqa: S608  # dates and our own column names
        # A day's sum first: some thousand days are sorted into periods, not a million records.
        " days AS (SELECT from_date, sum(amount) AS amount, count(*) AS n FROM ones GROUP BY from_date),"
        f" totals AS (SELECT {totals} FROM days)",
        parameters,
    )


def _lasting_records(
    method: Method, periods: Sequence[Period], today: date
) -> tuple[str, tuple[object, ...]]:
    records, parameters = counted(method, ("record", "from_date", "to_date"))
    totals = ", ".join(
        f"count(DISTINCT record) FILTER (WHERE {condition}),"
        f" count(DISTINCT record) FILTER (WHERE {condition})"
        for condition in (in_period(method, period, today) for period in periods)
    )
    return f"{records}, totals AS (SELECT {totals} FROM counted)", parameters  # noqa: S608


def _municipalities(
    method: Method, periods: Sequence[Period], today: date
) -> tuple[str, tuple[object, ...]]:
    whole = Period(min(p.start for p in periods), max(p.end for p in periods))
    records, parameters = counted(method, ("municipality", "from_date", "to_date"), between=whole)
    seen = ", ".join(
        f"bool_or({in_period(method, period, today)}) AS in_{n}" for n, period in enumerate(periods)
    )
    now = [
        f"count(DISTINCT s.current_id) FILTER (WHERE in_{n}"
        f" AND {literal(period.reading_day(today))} BETWEEN s.first_day AND s.last_day)"
        for n, period in enumerate(periods)
    ]
    return (
        f"{records}, days AS (SELECT DISTINCT municipality, from_date, to_date FROM counted"  # noqa: S608
        " WHERE municipality IS NOT NULL),"
        f" places AS (SELECT municipality, {seen} FROM days GROUP BY municipality),"
        # Two that have merged by the day of reading are one.
        f" totals AS (SELECT {', '.join(f'{count}, {count}' for count in now)} FROM places"
        " JOIN people_municipality_at s ON s.municipality_id = places.municipality)",
        parameters,
    )
