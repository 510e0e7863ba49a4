"""Note gaps, pains and ideas in a journey; say that a step is still right after a change."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.people.models import User
from loim.services.models import ChangeSeen, Journey, JourneyNote, JourneyStep, ServiceChange
from loim.services.permissions.journeys import may_design, may_look_behind


@dataclass(frozen=True)
class NoteFacts:
    kind: str
    severity: int
    words: str
    step: JourneyStep | None = None


def add_note(
    *, journey: Journey, facts: NoteFacts, by: User, now: datetime, submission: UUID | None = None
) -> JourneyNote:
    """By whoever may look at the blueprint: another city's designer sees other gaps. The same form
    sent twice makes one."""
    if not may_look_behind(by, journey):
        raise PermissionDenied
    if facts.step is not None and facts.step.journey_id != journey.pk:
        raise PermissionDenied
    try:
        with transaction.atomic():
            return JourneyNote.objects.create(
                journey=journey, step=facts.step, kind=facts.kind, severity=facts.severity,
                words=facts.words, noted_by=by, noted_at=now, submission=submission,
            )  # fmt: skip
    except IntegrityError:
        sent_before = JourneyNote.objects.filter(submission=submission, journey=journey).first()
        if submission and sent_before:
            return sent_before
        raise


@transaction.atomic
def resolve_note(*, note: JourneyNote, resolution: str, by: User, now: datetime) -> None:
    """Once: who resolved it first stays."""
    note = JourneyNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if not may_design(by, note.journey):
        raise PermissionDenied
    if note.resolved_at is None:
        note.resolved_at, note.resolved_by, note.resolution = now, by, resolution
        note.save()


@transaction.atomic
def mark_seen(*, step: JourneyStep, last_change: int, by: User, now: datetime) -> int:
    """All changes of the step's services up to the one that the person saw; how many were new."""
    if not may_design(by, step.journey):
        raise PermissionDenied
    changes = ServiceChange.objects.filter(
        service__journey_steps=step, pk__lte=last_change, changed_at__gte=step.created_at
    ).exclude(seen_in_steps__step=step)
    made = ChangeSeen.objects.bulk_create(
        [ChangeSeen(step=step, change=change, seen_by=by, seen_at=now) for change in changes],
        ignore_conflicts=True,
    )
    return len(made)
