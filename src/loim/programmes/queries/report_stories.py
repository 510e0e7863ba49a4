"""What became of records after a number was frozen, as the history's triggers wrote it down."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from loim.people.models import User
from loim.programmes.measures.registry import HistoryOf
from loim.programmes.models import ManualEntry
from loim.programmes.queries.report_rows import MANUAL_PREFIX

TITLE_COLUMNS = ("title", "name", "explanation")


@dataclass(frozen=True)
class Correction:
    """A change of a record after the number was frozen. `by` is None where nobody is named."""

    at: datetime
    by: User | None
    reason: str


@dataclass(frozen=True)
class Stories:
    """By the name of a record in a frozen number."""

    corrections: dict[str, list[Correction]] = field(default_factory=lambda: defaultdict(list))
    titles: dict[str, str] = field(default_factory=dict)  # what records that are gone were called


def stories(
    names: Iterable[str], nameless: Iterable[str], histories: Sequence[HistoryOf], since: datetime
) -> Stories:
    """Who corrected the records since then, and how the `nameless` ones were called.

    One query for each history, one for the people, and one more for each history that
    knows titles.
    """
    found = Stories()
    rows = list(_rows(names, histories, since))
    people = User.objects.in_bulk({who for _name, row in rows if (who := _said(row).get("user"))})
    for name, row in sorted(rows, key=lambda pair: pair[1].pgh_created_at):
        said = _said(row)
        at = datetime.fromisoformat(said["at"]) if said.get("at") else row.pgh_created_at
        told = Correction(at, people.get(said.get("user", 0)), said.get("reason", ""))
        if told not in found.corrections[name]:  # one act that touched several rows
            found.corrections[name].append(told)
    with_titles = [history for history in histories if _title_column(history)]
    for name, row in _rows(nameless, with_titles, None):
        column = next(c for c in TITLE_COLUMNS if hasattr(row, c))
        found.titles[name] = getattr(row, column)  # the last one in history stands
    return found


def _rows(
    names: Iterable[str], histories: Sequence[HistoryOf], since: datetime | None
) -> Iterable[tuple[str, Any]]:
    wanted = set(names)
    manual = [int(name.removeprefix(MANUAL_PREFIX)) for name in wanted if MANUAL_PREFIX in name]
    recorded = [int(name) for name in wanted if MANUAL_PREFIX not in name]
    for history, ids, prefix in [
        *((history, recorded, "") for history in histories),
        (HistoryOf(ManualEntry), manual, MANUAL_PREFIX),
    ]:
        if not ids:
            continue
        rows = _event_model(history).objects.filter(**{f"{history.column}__in": ids})
        if since:
            rows = rows.filter(pgh_created_at__gte=since)
        for row in rows.select_related("pgh_context").order_by("pgh_id"):
            yield f"{prefix}{getattr(row, history.column)}", row


def _event_model(history: HistoryOf) -> Any:
    return history.model.pgh_event_model  # type: ignore[attr-defined]


def _title_column(history: HistoryOf) -> bool:
    names = {column.name for column in history.model._meta.concrete_fields}  # noqa: SLF001  # public in Django
    return not names.isdisjoint(TITLE_COLUMNS)


def _said(row: Any) -> dict[str, Any]:
    return row.pgh_context.metadata if row.pgh_context else {}
