"""The SQL parts that numbers and their rows are both made of, so that they cannot disagree."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from loim.programmes.logic.periods import Period
from loim.programmes.measures.method import Method
from loim.programmes.measures.registry import COLUMNS

# Nothing to count: the same columns, of the same types, without a row.
_NOTHING = {
    "record": "NULL::bigint",
    "page": "NULL::bigint",
    "municipality": "NULL::varchar",
    "from_date": "NULL::date",
    "to_date": "NULL::date",
    "kind": "''::varchar",
    "scope": "''::varchar",
    "root": "NULL::bigint",
    "amount": "0::numeric",
    "title": "''::text",
}


def counted(
    method: Method, columns: Iterable[str] = COLUMNS, between: Period | None = None
) -> tuple[str, tuple[Any, ...]]:
    """`counted (...) AS (...)`: the records that the method's filters let through.

    `between` narrows happenings to days; what lasts is read on a day by `in_period`.
    """
    names = tuple(columns)
    records = method.source.records
    if records is None:
        return f"counted ({', '.join(names)}) AS ({_nothing(names)})", ()
    roots = tuple(pk for pk, _ in method.activities)
    days = None if method.source.is_state else between
    sql, parameters = _records_sql(
        records,
        method.programme_id,
        names,
        kinds=method.kinds,
        scope=method.scope,
        roots=roots,
        days=days,
    )
    return f"counted ({', '.join(names)}) AS ({sql})", parameters


@lru_cache(maxsize=500)  # making the SQL of a queryset takes longer than running a small one
def _records_sql(
    records: Callable[[int], QuerySet[Any]],
    programme: int,
    names: tuple[str, ...],
    *,
    kinds: tuple[str, ...],
    scope: str,
    roots: tuple[int, ...],
    days: Period | None,
) -> tuple[str, tuple[Any, ...]]:
    found = records(programme)
    if kinds:
        found = found.filter(kind__in=kinds)
    if scope:
        found = found.filter(scope=scope)
    if roots:
        found = found.filter(root__in=roots)
    if days:
        found = found.filter(from_date__range=(days.start, days.end))
    compiler = found.order_by().values_list(*names).query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return _nothing(names), ()
    return sql, tuple(parameters)


def _nothing(names: tuple[str, ...]) -> str:
    return f"SELECT {', '.join(_NOTHING[name] for name in names)} WHERE false"


def literal(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def in_period(method: Method, period: Period, today: date) -> str:
    """Does a row (`from_date`, `to_date`) count in the period?"""
    if not method.source.is_state:
        return f"from_date BETWEEN {literal(period.start)} AND {literal(period.end)}"
    day = literal(period.reading_day(today))
    return f"from_date <= {day} AND coalesce(to_date, 'infinity') >= {day}"


def by_hand_days(method: Method, period: Period, today: date) -> Period:
    """The days whose entries by hand count in the period. One to a state holds until its year
    ends: then somebody has to say again that it still is so."""
    if not method.source.is_state:
        return period
    day = period.reading_day(today)
    return Period(date(day.year, 1, 1), day)


def place_on(day: str) -> str:
    """The join that gives `s.current_id`: what `c.municipality` is, or has become, on a day."""
    return (
        "JOIN people_municipality_at s ON s.municipality_id = c.municipality"
        f" AND {day} BETWEEN s.first_day AND s.last_day"
    )
