"""The numbers: all periods of one indicator in one query, however many records there are.

Each rule first reduces the records to what counts as one, so that a record that is found
twice, a colleague who takes over or a second organisation of the same municipality
changes nothing, and only then sorts the ones into periods.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.measures.counted import (
    by_hand_days,
    counted,
    in_period,
    literal,
    place_on,
)
from loim.programmes.measures.method import Method


@dataclass(frozen=True, slots=True)
class _Totals:
    """WITH `tables` SELECT `columns` FROM `table`: one row, whose columns `_recorded` reads."""

    tables: str
    columns: str
    table: str
    parameters: tuple[Any, ...]


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
    totals = _totals(method, begun, today)
    by_hand = (
        "SELECT coalesce(json_agg(json_build_array(date, amount::text)), '[]')"
        " FROM programmes_manualentry WHERE indicator_id = %s"
    )
    sql = f"WITH {totals.tables} SELECT {totals.columns}, ({by_hand}) FROM {totals.table}"  # noqa: S608  # our own names and dates
    with connection.cursor() as cursor:
        cursor.execute(sql, (*totals.parameters, method.indicator_id))
        *recorded, entries = cursor.fetchone()
    entered = [(date.fromisoformat(day), Decimal(amount)) for day, amount in entries]
    for n, period in enumerate(begun):
        amounts = _entered(method, period, today, entered)
        value, count = _recorded(method, recorded, n)
        if method.source.is_by_hand and not amounts:
            continue  # nobody has said anything yet
        found[period] = Number(value + sum(amounts), count + len(amounts))
    return found


def _entered(
    method: Method, period: Period, today: date, entries: Sequence[tuple[date, Decimal]]
) -> list[Decimal]:
    days = by_hand_days(method, period, today)
    return [amount for day, amount in entries if days.start <= day <= days.end]


def _recorded(method: Method, recorded: Sequence[Any], n: int) -> tuple[Decimal, int]:
    """Of a sum, the amount and its records; else every one that counts is a row."""
    if method.rule is CountingRule.SUM:
        return Decimal(recorded[2 * n]), int(recorded[2 * n + 1])
    return Decimal(recorded[n]), int(recorded[n])


def _totals(method: Method, periods: Sequence[Period], today: date) -> _Totals:
    count: Callable[[Method, Sequence[Period], date], _Totals] = {
        (CountingRule.RECORDS, True): _lasting_records,
        (CountingRule.MUNICIPALITIES, True): _lasting_municipalities,
        (CountingRule.MUNICIPALITIES, False): _municipalities,
    }.get((method.rule, method.source.is_state), _happenings)
    return count(method, periods, today)


# What counts as one happening, and the columns that it takes to tell.
_ONES = {
    CountingRule.PARTICIPATIONS: (
        ("record", "municipality", "from_date"),
        """SELECT DISTINCT c.record, c.from_date, s.current_id, 1 AS amount
            FROM counted c %(place)s""",
    ),
    CountingRule.RECORDS: (
        ("record", "from_date"),
        "SELECT DISTINCT record, from_date, 1 AS amount FROM counted",
    ),
    CountingRule.SUM: (
        ("record", "municipality", "from_date", "amount"),
        """SELECT c.record, c.from_date, sum(c.amount) AS amount
            FROM counted c LEFT %(place)s GROUP BY c.record, c.from_date, s.current_id""",
    ),
}


def _happenings(method: Method, periods: Sequence[Period], today: date) -> _Totals:
    place = place_on("c.from_date")
    columns, ones = _ONES[method.rule]
    records, parameters = counted(method, columns, between=_whole(periods))
    wanted = ("amount", "n") if method.rule is CountingRule.SUM else ("n",)
    totals = ", ".join(
        f"coalesce(sum({column}) FILTER (WHERE {in_period(method, period, today)}), 0)"
        for period in periods
        for column in wanted
    )
    # A day's sum first: some thousand days are sorted into periods, not a million records.
    days = f"SELECT from_date, sum(amount) AS amount, count(*) AS n FROM ({ones % {'place': place}}) o GROUP BY 1"  # noqa: S608  # our own column names
    return _Totals(f"{records}, days AS ({days})", totals, "days", parameters)


def _municipalities(method: Method, periods: Sequence[Period], today: date) -> _Totals:
    """Which came in which period, and then what they are when the period is read."""
    records, parameters = counted(method, ("municipality", "from_date"), between=_whole(periods))
    days = "SELECT DISTINCT municipality, from_date FROM counted"
    came = ", ".join(
        f"bool_or({in_period(method, period, today)}) AS in_{n}" for n, period in enumerate(periods)
    )
    places = f"SELECT municipality, {came} FROM ({days}) d GROUP BY municipality"  # noqa: S608  # our own names
    totals = _distinct_places(periods, today, [f"in_{n}" for n, _ in enumerate(periods)])
    return _Totals(f"{records}, places AS ({places})", totals, f"places {_SPANS}", parameters)


def _lasting_municipalities(method: Method, periods: Sequence[Period], today: date) -> _Totals:
    records, parameters = counted(method, ("municipality", "from_date", "to_date"))
    lasts = [in_period(method, period, today) for period in periods]
    totals = _distinct_places(periods, today, lasts)
    return _Totals(records, totals, f"counted {_SPANS}", parameters)


def _lasting_records(method: Method, periods: Sequence[Period], today: date) -> _Totals:
    records, parameters = counted(method, ("record", "from_date", "to_date"))
    totals = ", ".join(
        f"count(DISTINCT record) FILTER (WHERE {in_period(method, period, today)})"
        for period in periods
    )
    return _Totals(records, totals, "counted", parameters)


_SPANS = "JOIN people_municipality_at s ON s.municipality_id = municipality"


def _distinct_places(periods: Sequence[Period], today: date, conditions: Sequence[str]) -> str:
    """Two municipalities that have merged by the day of reading are one."""
    return ", ".join(
        f"count(DISTINCT s.current_id) FILTER (WHERE {condition}"
        f" AND {literal(period.reading_day(today))} BETWEEN s.first_day AND s.last_day)"
        for period, condition in zip(periods, conditions, strict=True)
    )


def _whole(periods: Sequence[Period]) -> Period:
    return Period(min(p.start for p in periods), max(p.end for p in periods))
