"""The texts of a report by name, and who wrote them last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loim.people.models import User
from loim.programmes.models import Report, ReportEntry

SUMMARY = "summary"
KINDS = ("done", "deviation")


def text_name(kind: str, activity: int) -> str:
    """'done-12': what the form and the merge call one text of an activity."""
    return f"{kind}-{activity}"


def stored_texts(report: Report, entries: list[ReportEntry]) -> dict[str, str]:
    texts = {SUMMARY: report.summary}
    for entry in entries:
        for kind in KINDS:
            texts[text_name(kind, entry.activity_id)] = getattr(entry, kind)
    return texts


@dataclass(frozen=True)
class Written:
    """The last change of a text. `by` is None where history names nobody."""

    by: User | None
    at: datetime


def last_written(report: Report, names: set[str]) -> dict[str, Written]:
    """Who wrote these texts last: a few at a time, where two people wrote the same one."""
    found = {name: _last_row(report, name) for name in sorted(names)}
    people = User.objects.in_bulk([key for row in found.values() if (key := _who(row))])
    return {
        name: Written(people.get(_who(row)), _when(row))
        for name, row in found.items()
        if row is not None
    }


def _last_row(report: Report, name: str) -> Any:
    if name == SUMMARY:
        history: Any = Report.pgh_event_model.objects.filter(id=report.pk)  # type: ignore[attr-defined]
    else:
        history = ReportEntry.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
            report=report.pk, activity=name.rsplit("-", 1)[1]
        )
    return history.select_related("pgh_context").order_by("-pgh_id").first()


def _said(row: Any) -> dict[str, Any]:
    return row.pgh_context.metadata if row is not None and row.pgh_context else {}


def _who(row: Any) -> int | None:
    return _said(row).get("user")


def _when(row: Any) -> datetime:
    at = _said(row).get("at")
    return datetime.fromisoformat(at) if at else row.pgh_created_at
