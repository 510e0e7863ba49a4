"""One at a time at the minutes of a meeting: locked, loaded anew, and checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.networks.actions.meetings.refusals import MinutesNotOpen
from loim.networks.logic.minutes_states import MinutesStep, minutes_after
from loim.networks.meeting_permissions import may_keep_minutes
from loim.networks.models import Meeting
from loim.people.models import User


@contextmanager
def minutes_change(
    *, meeting: Meeting, step: MinutesStep | None, by: User, now: datetime
) -> Iterator[Meeting]:
    """A transaction with the meeting as it is then. Refused: MinutesNotOpen, PermissionDenied."""
    metadata = {"user": by.pk, "at": now.isoformat(), "step": f"minutes_{step or 'presence'}"}
    with transaction.atomic(), pghistory.context(**metadata):
        current = (
            Meeting.objects.select_for_update(of=("self",), no_key=True)
            .select_related("network__organisation", "network__activity__programme", "event")
            .get(pk=meeting.pk)
        )
        if not may_keep_minutes(by, current.network):
            raise PermissionDenied
        if step is not None and minutes_after(current.state, step) is None:
            raise MinutesNotOpen
        yield current
