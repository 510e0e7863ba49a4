"""A list of participants leaves the platform: it is written down who took what."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied

from loim.events.models import Event, Export
from loim.events.permissions import may_change_event
from loim.people.models import User


def record_export(
    *, event: Event, what: str, rows: int, columns: Sequence[str], by: User, now: datetime
) -> Export:
    """`what` is a word of `WHAT` in `queries/registrants/exports.py`. Call it before the list
    is handed out."""
    if not may_change_event(by, event):
        raise PermissionDenied
    return Export.objects.create(
        event=event,
        what=what,
        rows=rows,
        columns=list(columns),
        exported_at=now,
        exported_by=by,
    )
