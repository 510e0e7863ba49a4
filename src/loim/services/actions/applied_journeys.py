"""Write down that a municipality applies a journey, correct it, and note when it stopped."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import IntegrityError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Activity
from loim.programmes.permissions import may_record_for, takes_part
from loim.services.models import AppliedJourney
from loim.services.permissions.applied_journeys import may_change_journey


class JourneyKnown(Refusal):
    message = _("%(organisation)s applies a journey of this name already. Open that one.")


class NotAppliedYet(Refusal):
    """A journey that is only planned counts for nothing."""

    message = _("Record a journey when clients are guided by it: this day is still to come.")


class EndsBeforeItBegan(Refusal):
    message = _("It cannot end before it began.")


@dataclass(frozen=True)
class JourneyFacts:
    """`document` is a new file; None keeps the one that is there."""

    organisation: Organisation
    title: str
    activity: Activity
    start_date: date
    end_date: date | None = None
    decision: str = ""
    document: "File[bytes] | None" = None


def record_journey(
    *, facts: JourneyFacts, reason: str = "", by: User, now: datetime
) -> AppliedJourney:
    """Refused: another organisation's work (PermissionDenied), NotAppliedYet, JourneyKnown,
    EndsBeforeItBegan, PeriodLocked."""
    _check(facts, by, now)
    journey = AppliedJourney(recorded_by=by, recorded_at=now)
    _save(journey, facts, step="record", reason=reason, by=by, now=now)
    return journey


def edit_journey(
    *, journey: AppliedJourney, facts: JourneyFacts, reason: str = "", by: User, now: datetime
) -> None:
    """Refusals as in `record_journey`."""
    if not may_change_journey(by, journey):
        raise PermissionDenied
    _check(facts, by, now, before=journey)
    _save(journey, facts, step="edit", reason=reason, by=by, now=now)


def end_journey(
    *, journey: AppliedJourney, end_date: date, reason: str = "", by: User, now: datetime
) -> None:
    """It was applied until `end_date`; from the next day on it counts no more."""
    if not may_change_journey(by, journey):
        raise PermissionDenied
    if end_date < journey.start_date:
        raise EndsBeforeItBegan
    with record_change(
        by=by, now=now, step="end", programmes=[journey.activity.programme], reason=reason
    ):
        AppliedJourney.objects.filter(pk=journey.pk).update(end_date=end_date)


def _check(
    facts: JourneyFacts, by: User, now: datetime, before: AppliedJourney | None = None
) -> None:
    is_same_place = before is not None and before.organisation_id == facts.organisation.pk
    if not is_same_place and not may_record_for(by, facts.organisation):
        raise PermissionDenied
    is_same_activity = before is not None and before.activity_id == facts.activity.pk
    if not is_same_activity and not takes_part(by, facts.activity.programme):
        raise PermissionDenied
    if facts.start_date > localdate(now):
        raise NotAppliedYet
    if facts.end_date and facts.end_date < facts.start_date:
        raise EndsBeforeItBegan


def _save(
    journey: AppliedJourney, facts: JourneyFacts, *, step: str, reason: str, by: User, now: datetime
) -> None:
    programmes = {facts.activity.programme}
    if journey.pk:
        programmes.add(journey.activity.programme)
    journey.organisation, journey.activity = facts.organisation, facts.activity
    journey.title, journey.decision = facts.title, facts.decision
    journey.start_date, journey.end_date = facts.start_date, facts.end_date
    if facts.document is not None:
        journey.document = facts.document
    try:
        with record_change(by=by, now=now, step=step, programmes=programmes, reason=reason):
            journey.save()
    except IntegrityError as error:
        if violated_constraint(error) == "applied_journey_once_per_title":
            raise JourneyKnown(organisation=facts.organisation.name) from error
        raise
