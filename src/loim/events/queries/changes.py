"""The last change of an event and its attendance, and how it was before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from loim.events.models import Attendance, Event, Partner
from loim.people.models import User
from loim.programmes.queries.record_history import Change, Stream, record_history

UNDO_WINDOW = timedelta(minutes=10)
HIDDEN = Stream.hidden | {"online_url"}


def event_rows(event_id: int) -> Any:
    return apps.get_model("events", "EventHistory").objects.filter(pgh_obj_id=event_id)


def attendance_rows(event_id: int) -> Any:
    return apps.get_model("events", "AttendanceHistory").objects.filter(event_id=event_id)


@dataclass(frozen=True)
class LastChange:
    context: UUID
    user: int | None
    at: datetime
    step: str
    reason: str

    def can_be_undone(self, by: User, now: datetime) -> bool:
        """By the one who made it, for ten minutes."""
        return self.user == by.pk and timedelta() <= now - self.at <= UNDO_WINDOW


def last_change(event_id: int) -> LastChange | None:
    """None where nothing is known of the event, or no page, import or job made its last change."""
    newest = [
        rows.select_related("pgh_context").order_by("-pgh_id").first()
        for rows in (event_rows(event_id), attendance_rows(event_id))
    ]
    made = [
        (row.pgh_created_at, _at(row), row.pgh_context.pk, row.pgh_context.metadata)
        for row in newest
        if row is not None and row.pgh_context is not None and "at" in row.pgh_context.metadata
    ]
    if not made or len(made) != sum(row is not None for row in newest):
        return None
    _, at, context, said = max(made, key=lambda change: change[:2])
    return LastChange(context, said.get("user"), at, said.get("step", ""), said.get("reason", ""))


def _at(row: Any) -> datetime:
    return datetime.fromisoformat(row.pgh_context.metadata["at"])


def event_before(event_id: int, context: UUID) -> Any | None:
    """The event's history row before the change; None where there was no event."""
    row = event_rows(event_id).exclude(pgh_context=context).order_by("-pgh_id").first()
    return None if row is None or row.pgh_label == "delete" else row


def attendance_before(event_id: int, context: UUID) -> dict[int, Any]:
    """The attendance's history rows before the change, by the attendance's key."""
    rows = (
        attendance_rows(event_id)
        .exclude(pgh_context=context)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )
    return {row.pgh_obj_id: row for row in rows if row.pgh_label != "delete"}


def partner_rows(event_id: int) -> Any:
    return apps.get_model("events", "PartnerHistory").objects.filter(event_id=event_id)


def event_history(event_id: int) -> list[Change]:
    """Read by all who take part in the programme: without the link for taking part online."""
    return record_history(
        Stream(Event, event_rows(event_id), hidden=HIDDEN),
        Stream(Attendance, attendance_rows(event_id), part="organisation", value="people"),
        Stream(Partner, partner_rows(event_id), part="organisation", value="role"),
    )
