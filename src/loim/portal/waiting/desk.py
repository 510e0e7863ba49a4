"""The editors' desk: what waits one record at a time, with where it is done and since when.

A module's file in this folder names its kinds in `DESK`; 'My work' counts the same records there.
Each kind gives only what the person may act upon, by the permissions of its own module, and None
where nothing of it can ever wait for them: then it is not read at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.functional import Promise

from loim.content.models import TextState
from loim.people.models import User

Text = str | Promise


@dataclass(frozen=True)
class Wanted:
    """`organisation` and `whose` ('own', 'others') left empty: all; `most` rows are read."""

    organisation: int | None = None
    whose: str = ""
    most: int = 25


@dataclass(frozen=True)
class DeskRow:
    """`since` is the moment it began to wait. `is_own`: this person began, wrote or confirmed it
    last."""

    kind: str
    title: str
    url: str
    since: datetime
    organisation: str = ""
    is_own: bool = False
    language: str = ""
    note: Text = ""


@dataclass(frozen=True)
class Waits:
    """Of one kind: how many there are, since when the oldest waits, and the oldest of them."""

    total: int = 0
    oldest: datetime | None = None
    rows: tuple[DeskRow, ...] = ()


@dataclass(frozen=True)
class DeskKind:
    """`action` says what is to be done with one. What is no duty is shown, but no letter counts
    it. `waits` makes a fixed number of queries."""

    key: str
    label: Text
    action: Text
    waits: Callable[[User, datetime, Wanted], Waits | None]
    is_duty: bool = True


@dataclass(frozen=True)
class FromRows:
    """Reads a kind out of a query set with one query.

    `rows` gives all that waits for a person, the same that 'My work' counts; `since` is the field
    or expression of the day or moment; `organisation` the path of the one that keeps it; `own`
    which are one's own. `row` makes title, address, language and note of the `values` read.
    """

    key: str
    rows: Callable[[User, datetime], QuerySet[Any] | None]
    since: str | Combinable
    row: Callable[[Mapping[str, Any]], tuple[str, str, str, Text]]
    values: tuple[str, ...] = ()
    titles: Mapping[str, Combinable] | None = None
    organisation: str = ""
    own: Callable[[User], Q] | None = None

    def __call__(self, person: User, now: datetime, wanted: Wanted) -> Waits | None:
        rows = self.rows(person, now)
        if rows is None:
            return None
        is_own = self.own(person) if self.own else None
        if wanted.organisation is not None:
            if not self.organisation:
                return Waits()
            rows = rows.filter(**{self.organisation: wanted.organisation})
        if wanted.whose == "own" and is_own is None:
            return Waits()
        if wanted.whose and is_own is not None:
            rows = rows.filter(is_own if wanted.whose == "own" else ~is_own)
        since = F(self.since) if isinstance(self.since, str) else self.since
        name = f"{self.organisation}__name" if self.organisation else ""
        read = (
            rows.select_related(None)
            .annotate(desk_since=since, **(self.titles or {}))
            .annotate(desk_total=Window(Count("pk")), desk_oldest=Window(Min("desk_since")))
            .order_by("desk_since", "pk")
            .values(
                "pk", "desk_since", "desk_total", "desk_oldest", *self.values,
                *(self.titles or {}), *filter(None, [name]),
                desk_own=_is(is_own),
            )
        )  # fmt: skip
        found = list(read[: wanted.most])
        if not found:
            return Waits()
        return Waits(
            found[0]["desk_total"],
            moment(found[0]["desk_oldest"]),
            tuple(self._row(each, each.get(name) or "") for each in found),
        )

    def _row(self, found: Mapping[str, Any], organisation: str) -> DeskRow:
        title, url, language, note = self.row(found)
        return DeskRow(
            self.key, title, url, moment(found["desk_since"]), organisation,
            is_own=bool(found["desk_own"]), language=language, note=note,
        )  # fmt: skip


def of_list(rows: Iterable[tuple[DeskRow, int | None]], wanted: Wanted) -> Waits:
    """Of rows with the keys of their organisations, where a query set cannot tell them."""
    found = sorted(
        (
            row
            for row, organisation in rows
            if wanted.organisation in {None, organisation}
            and wanted.whose in {"", "own" if row.is_own else "others"}
        ),
        key=lambda row: row.since,
    )
    oldest = found[0].since if found else None
    return Waits(len(found), oldest, tuple(found[: wanted.most]))


def moment(since: date | datetime) -> datetime:
    """Days begin in the morning; so does a day that PostgreSQL counted back from another."""
    if isinstance(since, datetime):
        return timezone.make_aware(since) if timezone.is_naive(since) else since
    return timezone.make_aware(datetime.combine(since, time.min))


def title_of_text(path: str) -> Subquery:
    """The source's title of a text, by the path of its key."""
    states = TextState.objects.filter(text=OuterRef(path), is_source=True)
    return Subquery(states.values("title")[:1])


def language_of_text(path: str) -> Subquery:
    states = TextState.objects.filter(text=OuterRef(path), is_source=True)
    return Subquery(states.values("language")[:1])


def _is(condition: Q | None) -> Any:
    from django.db.models import BooleanField, Case, When

    if condition is None:
        return Value(value=False)
    return Case(When(condition, then=True), default=False, output_field=BooleanField())
