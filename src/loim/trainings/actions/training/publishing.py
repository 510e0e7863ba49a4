"""The call goes out, comes back while nobody applied, is put later, or is cancelled."""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from fairplaces import Secret
from loim.common.refusals import Refusal
from loim.common.sealing import seal
from loim.events.actions.pages.page_of_event import EventPage
from loim.events.actions.recording import EventFacts, plan_event
from loim.events.models import Event, EventKind, EventScope
from loim.people.models import User
from loim.trainings.actions.assessment.promoting import hold_call
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.logic.team_states import LIVE, TeamState
from loim.trainings.logic.training.states import leads_to
from loim.trainings.models import CallExtension, Team, Training, TrainingStatus
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.training.readiness import what_is_missing

INFORMATION_DAY_BEFORE = timedelta(days=12)


class NotReady(Refusal):
    message = _("Whoever wants to apply needs more. Please add: %(missing)s.")


class StepNotPossible(Refusal):
    message = _("Meanwhile the training has come into another state. Look at it again.")


class TeamsApplied(Refusal):
    message = _("Teams have begun to apply, so the call stays public. You can cancel the training.")


class NotLater(Refusal):
    message = _("The new deadline must be later than the one until now, and still to come.")


class ReasonNeeded(Refusal):
    message = _("Write the reason: it stands on the page of the call.")


def publish_training(*, training: Training, by: User, now: datetime) -> Training:
    """With the fingerprint of the seed that would settle ties. Raises NotReady, StepNotPossible."""
    with transaction.atomic():
        training = _held(training, by)
        _step(training, TrainingStatus.PUBLISHED)
        if gaps := what_is_missing(training, now):
            raise NotReady(missing="; ".join(gap.text for gap in gaps))
        training.published_at = training.published_at or now
        training.save()
        call = training.call
        if not call.commitment:
            secret = Secret.new()
            call.commitment, call.sealed_seed = secret.commitment, seal(secret.text)
            call.save()
    return training


def take_back_training(*, training: Training, by: User, now: datetime) -> Training:
    """A draft again. Raises TeamsApplied, StepNotPossible."""
    with transaction.atomic():
        training = _held(training, by)
        _step(training, TrainingStatus.DRAFT)
        if Team.objects.filter(call=training.call).exists():
            raise TeamsApplied
        training.published_at = None
        training.save()
    return training


def cancel_training(*, training: Training, reason: str, by: User, now: datetime) -> Training:
    """Leaders of live teams are told, with the reason. Raises ReasonNeeded, StepNotPossible."""
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        training = _held(training, by)
        training.published_at = training.published_at or now
        _step(training, TrainingStatus.CANCELLED)
        training.save()
        for team in Team.objects.filter(call=training.call, state__in=sorted(LIVE)):
            team.call = training.call
            write_to_leader(team, "cancelled", sentences=[reason.strip()])
    return training


def extend_deadline(
    *, training: Training, until: datetime, reason: str, by: User, now: datetime
) -> CallExtension:
    """Told to those who have not sent their application. Raises NotLater, ReasonNeeded."""
    if not may_change_training(by, training):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        call = hold_call(training.call)
        if call.decided_at is not None or call.training.status != TrainingStatus.PUBLISHED:
            raise StepNotPossible
        if until <= call.closes_at or until <= now:
            raise NotLater
        before, shift = call.closes_at, until - call.closes_at
        call.closes_at = until
        # What comes after the deadline stays as long after it.
        if call.late_until is not None:
            call.late_until += shift
        if call.complete_by is not None:
            call.complete_by += shift
        call.save()
        # Who was late by the earlier deadline is in time by this one.
        Team.objects.filter(call=call, is_late=True, submitted_at__lte=until).update(is_late=False)
        made = CallExtension.objects.create(
            call=call,
            before=before,
            after=until,
            reason=reason.strip()[:300],
            extended_at=now,
            extended_by=by,
        )
        for team in Team.objects.filter(
            call=call, state__in=[TeamState.DRAFT, TeamState.STARTED, TeamState.RETURNED]
        ):
            team.call = call
            write_to_leader(team, "extended", reason=made.reason)
    return made


def make_information_day(*, training: Training, by: User, now: datetime) -> Event:
    """A draft event in one press; one that is there already is given back."""
    with transaction.atomic():
        training = _held(training, by)
        if training.information_day is not None:
            return training.information_day
        closes = timezone.localtime(training.call.closes_at).date()
        day = max(closes - INFORMATION_DAY_BEFORE, timezone.localdate(now) + timedelta(days=3))
        title = _text("Information day: %(title)s") % {"title": training.title}
        event = plan_event(
            facts=EventFacts(
                title=title[:200],
                kind=EventKind.INFO_DAY,
                scope=EventScope.NATIONAL,
                start_date=day,
                end_date=day,
                organiser=training.organiser,
                activity=training.activity,
            ),
            page=EventPage(
                language=training.language,
                languages=(training.language,),
                start_time=time(10),
                end_time=time(11, 30),
                contact_email=training.contact_email,
                purpose=training.purpose,
            ),
            by=by,
            now=now,
        )
        training.information_day = event
        training.save()
    return event


def choose_information_day(*, training: Training, event: Event | None, by: User) -> None:
    """One of the organiser's own events, or none."""
    with transaction.atomic():
        training = _held(training, by)
        if event is not None and event.organiser_id != training.organiser_id:
            raise PermissionDenied
        training.information_day = event
        training.save()


def _held(training: Training, by: User) -> Training:
    found = (
        Training.objects.select_for_update(of=("self",))
        .select_related("organiser", "activity__programme", "information_day", "call")
        .get(pk=training.pk)
    )
    if not may_change_training(by, found):
        raise PermissionDenied
    return found


def _step(training: Training, after: TrainingStatus) -> None:
    if not leads_to(training.status, after):
        raise StepNotPossible
    training.status = after
