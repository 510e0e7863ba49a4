"""Check people in: one by hand, or what phones have gathered, everything counted once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied

from loim.events.actions.day.counting import count_check_ins
from loim.events.actions.day.scans import Batch, Found, Scan
from loim.events.actions.places import mark_attended, undo_attendance
from loim.events.actions.recording import programmes_of
from loim.events.actions.steps import StepNotPossible, whole_event
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import CheckIn, Event, EventStatus, Participant
from loim.events.permissions import may_change_event
from loim.events.queries.day.attendance import CHECK_IN
from loim.people.models import User
from loim.programmes.actions.corrections import record_change


def check_in(
    *, event: Event, scans: Sequence[Scan], reason: str = "", by: User, now: datetime
) -> list[Found]:
    """All of `scans`, each answered in its place. The same `scan` again changes nothing.

    Whoever is checked in has attended; their organisation counts, and the event is held from
    the first one on. Refused as a whole: one who may not change the event (PermissionDenied),
    a cancelled event (StepNotPossible), a locked period (PeriodLocked), Busy.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    # The phones that bring the same person come one after the other.
    with (
        record_change(
            by=by, now=now, step=CHECK_IN, programmes=programmes_of(event), reason=reason
        ),
        whole_event(event.pk),
    ):
        status = Event.objects.values_list("status", flat=True).get(pk=event.pk)
        if status == EventStatus.CANCELLED:
            raise StepNotPossible(status=EventStatus(status).label)
        batch = Batch.of(event, scans)
        found = [batch.read(scan) for scan in scans]
        for row in batch.new:
            row.by, row.received_at = by, now
        CheckIn.objects.bulk_create(batch.new)
        came = {row.participant_id for row in batch.new}
        mark_attended(
            participants=[
                batch.people[key]
                for key in sorted(came)
                if batch.people[key].state != ParticipantState.ATTENDED
            ],
            by=by,
            now=now,
        )
        if came:
            count_check_ins(event=event, is_beginning=True)
    return found


def undo_check_in(
    *, event: Event, scans: Sequence[UUID], reason: str = "", by: User, now: datetime
) -> list[Participant]:
    """Take back check-ins that were wrong, named by their scans; those who were meant.

    Who has none left has not attended. The event stays held. Refused as `check_in`.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    with (
        record_change(
            by=by, now=now, step=CHECK_IN, programmes=programmes_of(event), reason=reason
        ),
        whole_event(event.pk),
    ):
        wrong = CheckIn.objects.filter(scan__in=scans, participant__event=event)
        meant = wrong.values("participant")
        people = list(event.participants.filter(pk__in=meant).order_by("pk"))
        wrong.delete()
        still = set(
            CheckIn.objects.filter(participant__in=people).values_list("participant", flat=True)
        )
        undo_attendance(participants=[one for one in people if one.pk not in still], by=by, now=now)
        if people:
            count_check_ins(event=event, is_beginning=False)
    return people
