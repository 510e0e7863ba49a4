"""What a number is made of: rows whose contributions add up to it, a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, overload

from django.db import connection
from django.urls import NoReverseMatch, reverse

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
from loim.programmes.models import ManualEntry


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a number. `people` is None where the source does not count people."""

    record: int
    title: str
    kind: str
    municipality: str  # its code, '' for none
    municipality_name: str
    date: date
    contribution: Decimal
    people: int | None
    page_url: str
    entry: ManualEntry | None = None  # entered by hand, not counted from records

    @property
    def is_manual(self) -> bool:
        return self.entry is not None


class Order(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    MUNICIPALITY = "municipality"
    PEOPLE = "people"


_ORDER_BY = {
    Order.NEWEST: "from_date DESC, record DESC, municipality",
    Order.OLDEST: "from_date, record, municipality",
    Order.TITLE: "title, from_date, record, municipality",
    Order.MUNICIPALITY: "name, from_date, record, municipality",
    Order.PEOPLE: "amount DESC, from_date, record, municipality",
}


@dataclass(frozen=True)
class Rows:
    """The rows of a period, entries by hand first. Slices and counts, as a paginator wants.

    `kind` and `municipality` narrow the list. `known_count` spares counting a list that is
    not narrowed: the number's own count was kept with it.
    """

    method: Method
    period: Period
    today: date
    kind: str = ""
    municipality: str = ""
    order: Order = Order.NEWEST
    known_count: int | None = None

    def narrowed(self, *, kind: str = "", municipality: str = "") -> "Rows":
        known = None if kind or municipality else self.known_count
        return replace(self, kind=kind, municipality=municipality, known_count=known)

    def ordered(self, order: Order) -> "Rows":
        return replace(self, order=order)

    def count(self) -> int:
        if self.known_count is not None:
            return self.known_count
        return self._sums[0]

    __len__ = count

    @property
    def total(self) -> Decimal:
        return self._sums[1]

    @overload
    def __getitem__(self, part: int) -> Row: ...
    @overload
    def __getitem__(self, part: slice) -> list[Row]: ...
    def __getitem__(self, part: int | slice) -> Row | list[Row]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        first, last = part.start or 0, part.stop
        by_hand = self._entries[first:last]
        skipped = max(first - len(self._entries), 0)
        wanted = None if last is None else max(last - first - len(by_hand), 0)
        return by_hand + (self._recorded(skipped, wanted) if wanted != 0 else [])

    def __iter__(self) -> Iterator[Row]:
        return iter(self[:])

    @cached_property
    def _sums(self) -> tuple[int, Decimal]:
        count, total = 0, Decimal(0)
        if self.period.has_begun(self.today):
            sql, parameters = self._grouped()
            ((count, total),) = _fetch(
                f"{sql} SELECT count(*), coalesce(sum(contribution), 0) FROM grouped{self._where}",  # noqa: S608
                parameters + self._wanted_place,
            )
        return count + len(self._entries), total + sum(row.contribution for row in self._entries)

    @cached_property
    def _entries(self) -> list[Row]:
        if self.kind or not self.period.has_begun(self.today):
            return []
        days = by_hand_days(self.method, self.period, self.today)
        found = ManualEntry.objects.filter(
            indicator=self.method.indicator_id, date__range=(days.start, days.end)
        )
        if self.municipality:
            found = found.filter(municipality=self.municipality)
        entries = found.select_related("municipality", "entered_by").order_by("-date", "-pk")
        return [
            Row(
                record=entry.pk,
                title=entry.explanation,
                kind="",
                municipality=entry.municipality_id or "",
                municipality_name=entry.municipality.name if entry.municipality else "",
                date=entry.date,
                contribution=entry.amount,
                people=None,
                page_url="",
                entry=entry,
            )
            for entry in entries
        ]

    def _recorded(self, skipped: int, wanted: int | None) -> list[Row]:
        if not self.period.has_begun(self.today):
            return []
        limit = f" LIMIT {'ALL' if wanted is None else int(wanted)} OFFSET {int(skipped)}"
        early = self._early_order
        sql, parameters = self._grouped(f"{early}{limit}" if early else "")
        rows = _fetch(
            f"{sql} SELECT record, page, title, kind, coalesce(municipality, ''),"  # noqa: S608
            " coalesce(name, ''), from_date, contribution, amount FROM grouped"
            " LEFT JOIN (SELECT ehak, name FROM people_municipality) m ON ehak = municipality"
            f"{self._where} ORDER BY {_ORDER_BY[self.order]}{'' if early else limit}",
            parameters + self._wanted_place,
        )
        counts_people = bool(self.method.source.amount_label)
        return [
            Row(
                record=record,
                title=title,
                kind=kind,
                municipality=place,
                municipality_name=name,
                date=day,
                contribution=Decimal(contribution),
                people=int(amount) if counts_people else None,
                page_url=self._page(page),
            )
            for record, page, title, kind, place, name, day, contribution, amount in rows
        ]

    def _page(self, page: int) -> str:
        try:
            return reverse(self.method.source.page, args=[page]) if self.method.source.page else ""
        except NoReverseMatch:  # a module may count before it has pages of its own
            return ""

    @property
    def _where(self) -> str:
        return " WHERE municipality = %s" if self.municipality else ""

    @property
    def _wanted_place(self) -> tuple[str, ...]:
        return (self.municipality,) if self.municipality else ()

    @property
    def _early_order(self) -> str:
        """Where rows come in the order of their days, the index gives the first ones at once:
        a page waits no longer for a million records than for a thousand."""
        if (
            self.method.source.is_state
            or self.method.rule is CountingRule.MUNICIPALITIES
            or self.municipality
        ):
            return ""
        place = "" if self.method.rule is CountingRule.RECORDS else ", s.current_id"
        return {
            Order.NEWEST: f" ORDER BY c.from_date DESC, c.record DESC{place}",
            Order.OLDEST: f" ORDER BY c.from_date, c.record{place}",
        }.get(self.order, "")

    def _grouped(self, part: str = "") -> tuple[str, tuple[Any, ...]]:
        """Common table expressions that end in `grouped`: one row for each one that is counted."""
        method = self.method
        if self.kind:
            kinds = [self.kind] if not method.kinds or self.kind in method.kinds else ["-"]
            method = replace(method, kinds=tuple(kinds))
        records, parameters = counted(method, between=self.period)
        return f"WITH {records}, grouped AS ({self._ones(method)}{part})", parameters

    def _ones(self, method: Method) -> str:
        reading_day = literal(self.period.reading_day(self.today))
        condition = in_period(method, self.period, self.today)
        if method.rule is CountingRule.MUNICIPALITIES:
            return (  # the first record stands for the municipality
                "SELECT DISTINCT ON (s.current_id) c.record, c.page, c.title, c.kind,"  # noqa: S608
                " s.current_id AS municipality, c.from_date, 1 AS contribution, c.amount"
                f" FROM counted c {place_on(reading_day)} WHERE {condition}"
                " ORDER BY s.current_id, c.from_date, c.record, c.title"
            )
        if method.source.is_state:
            return (
                "SELECT c.record, min(c.page) AS page, min(c.title) AS title, min(c.kind) AS kind,"  # noqa: S608
                " min(s.current_id) AS municipality, min(c.from_date) AS from_date,"
                " 1 AS contribution, max(c.amount) AS amount"
                f" FROM counted c LEFT {place_on(reading_day)} WHERE {condition} GROUP BY c.record"
            )
        contribution = "sum(c.amount)" if method.rule is CountingRule.SUM else "1"
        join = "" if method.rule is CountingRule.PARTICIPATIONS else "LEFT "
        place = "min(s.current_id)" if method.rule is CountingRule.RECORDS else "s.current_id"
        also = "" if method.rule is CountingRule.RECORDS else ", s.current_id"
        return (
            "SELECT c.record, min(c.page) AS page, min(c.title) AS title, min(c.kind) AS kind,"  # noqa: S608
            f" {place} AS municipality, c.from_date, {contribution} AS contribution,"
            f" sum(c.amount) AS amount FROM counted c {join}{place_on('c.from_date')}"
            f" GROUP BY c.from_date, c.record{also}"
        )


def rows(method: Method, period: Period, today: date, known_count: int | None = None) -> Rows:
    """The rows whose contributions add up to `engine.numbers` of the same period."""
    return Rows(method, period, today, known_count=known_count)


def _fetch(sql: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
