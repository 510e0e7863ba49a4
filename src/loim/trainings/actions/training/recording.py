"""A training is made, changed or copied; with it always its call."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from loim.common.once import one_at_a_time
from loim.events.models import Party
from loim.people.models import Organisation, User
from loim.programmes.permissions import may_record_for
from loim.trainings.models import (
    Call,
    CompositionRule,
    Training,
    TrainingStatus,
)
from loim.trainings.permissions import may_change_training

# Before the first day, so that teams are assessed and know in time.
USUAL_CLOSING = timedelta(days=36)
SHORTEST_CALL = timedelta(days=30)
_COPIED = (
    "title", "purpose", "description", "results", "language", "organiser_id", "activity_id",
    "contact_email", "mentoring_minutes", "required_share", "deliverable_title", "translations",
)  # fmt: skip
_COPIED_CALL = (
    "description", "how_assessed", "consent", "translations", "late_rule", "incomplete_rule",
    "most_teams", "least_members", "most_members", "needs_letter", "most_per_county",
    "least_points", "kept_days", "public_value_source",
)  # fmt: skip


def create_training(
    *, training: Training, partners: Sequence[Organisation] = (), by: User, now: datetime
) -> Training:
    """`training` as it is wanted, not saved yet. The same `submission` gives what it made first.

    Its call asks for two people of the municipality and two of the community until somebody
    says otherwise.
    """
    if not may_record_for(by, training.organiser):
        raise PermissionDenied
    with transaction.atomic():
        one_at_a_time(training.submission)
        made = Training.objects.filter(submission=training.submission).first()
        if made is not None:
            return made
        training.status = TrainingStatus.DRAFT
        training.recorded_by, training.recorded_at = by, now
        training.save()
        training.partners.set(partners)
        call = Call.objects.create(training=training, **_usual_times(training.start_date, now))
        CompositionRule.objects.bulk_create(
            CompositionRule(call=call, party=party, least=2)
            for party in (Party.MUNICIPALITY, Party.COMMUNITY)
        )
    return training


def _usual_times(first_day: date, now: datetime) -> dict[str, datetime]:
    """The whole of the last day, in the place's own time."""
    day = max(first_day - USUAL_CLOSING, timezone.localdate(now) + SHORTEST_CALL)
    closes = timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
    return {"opens_at": now, "closes_at": closes}


def edit_training(
    *, training: Training, partners: Sequence[Organisation], by: User, now: datetime
) -> Training:
    """`training` as it is wanted; its state stays. Refused: PermissionDenied."""
    with transaction.atomic():
        before = Training.objects.select_for_update().get(pk=training.pk)
        if not may_change_training(by, before):
            raise PermissionDenied
        moves = before.organiser_id != training.organiser_id
        if moves and not may_record_for(by, training.organiser):
            raise PermissionDenied
        training.status, training.published_at = before.status, before.published_at
        training.information_day_id = before.information_day_id
        training.save()
        training.partners.set(partners)
    return training


def copy_training(
    *, training: Training, first_day: date, submission: UUID, by: User, now: datetime
) -> Training:
    """A draft with the texts, rules, questions and criteria of an earlier one, and nobody in it."""
    if not may_change_training(by, training):
        raise PermissionDenied
    with transaction.atomic():
        one_at_a_time(submission)
        made = Training.objects.filter(submission=submission).first()
        if made is not None:
            return made
        copy = Training(**{name: getattr(training, name) for name in _COPIED})
        copy.start_date = first_day
        copy.end_date = first_day + (training.end_date - training.start_date)
        copy.recorded_by, copy.recorded_at, copy.submission = by, now, submission
        copy.save()
        copy.partners.set(training.partners.all())
        _copy_call(training.call, copy, now)
    return copy


def _copy_call(before: Call, training: Training, now: datetime) -> None:
    fields: dict[str, Any] = {name: getattr(before, name) for name in _COPIED_CALL}
    times = _usual_times(training.start_date, now)
    shift = times["closes_at"] - before.closes_at
    if before.late_until is not None:
        fields["late_until"] = before.late_until + shift
    if before.complete_by is not None:
        fields["complete_by"] = before.complete_by + shift
    call = Call.objects.create(training=training, **times, **fields)
    for rows in (
        before.composition_rules.all(),
        before.county_rules.all(),
        before.questions.order_by("number", "pk"),
        before.criteria.order_by("number", "pk"),
    ):
        for row in rows:
            row.pk, row.call = None, call
            row._state.adding = True  # noqa: SLF001  # Django's own way of copying a row
            row.save()
