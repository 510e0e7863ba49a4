"""An assessor declares their interest, gives points with reasons, and finishes."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.logic.team_states import BEFORE_ASSESSORS, TeamState
from loim.trainings.models import (
    AssessmentCriterion,
    Assessor,
    Call,
    Interest,
    Team,
    TeamScore,
)
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.assessment.own import what_is_left
from loim.trainings.queries.training.times import is_over


class AssessmentClosed(Refusal):
    message = _("The teams have been decided about, so points can no longer be changed.")


class AssessmentNotOpen(Refusal):
    message = _("Applications can still change until the deadline. Assessing begins after it.")


class Finished(Refusal):
    message = _("You have finished. Ask the organiser to open your assessment again.")


class InterestFirst(Refusal):
    message = _("First say whether you have an interest in this team.")


class ReasonNeeded(Refusal):
    message = _("Write in a few words what the conflict of interest is.")


class PointsOutOfRange(Refusal):
    message = _("Give whole points from 0 to %(most)s.")


class NotAllAssessed(Refusal):
    message = _("Before you finish: %(left)s")


def declare_interest(
    *, assessor: Assessor, team: Team, is_conflict: bool, reason: str = "", by: User, now: datetime
) -> Interest:
    """Before any points. A conflict that is noticed later takes away the points that were given.

    Raises AssessmentClosed, AssessmentNotOpen, Finished, ReasonNeeded.
    """
    with transaction.atomic():
        _check(assessor, team, by, now)
        reason = reason.strip()[:300]
        if is_conflict and not reason:
            raise ReasonNeeded
        declared, _is_new = Interest.objects.update_or_create(
            assessor=assessor,
            team=team,
            defaults={
                "is_conflict": is_conflict,
                "reason": reason if is_conflict else "",
                "declared_at": now,
            },
        )
        if is_conflict:
            TeamScore.objects.filter(assessor=assessor, team=team).delete()
    return declared


def save_score(
    *,
    assessor: Assessor,
    team: Team,
    criterion: AssessmentCriterion,
    points: int | None,
    note: str,
    by: User,
    now: datetime,
) -> None:
    """Points None takes them back; the reason is kept with points only.

    Raises AssessmentClosed, AssessmentNotOpen, Finished, InterestFirst, PointsOutOfRange.
    """
    with transaction.atomic():
        _check(assessor, team, by, now)
        declared = Interest.objects.filter(assessor=assessor, team=team).first()
        if declared is None or declared.is_conflict:
            raise InterestFirst
        if criterion.call_id != team.call_id:
            raise PermissionDenied
        if points is None:
            TeamScore.objects.filter(assessor=assessor, team=team, criterion=criterion).delete()
            return
        if not 0 <= points <= criterion.most:
            raise PointsOutOfRange(most=criterion.most)
        TeamScore.objects.update_or_create(
            assessor=assessor,
            team=team,
            criterion=criterion,
            defaults={"points": points, "note": note.strip(), "given_at": now},
        )


def _check(assessor: Assessor, team: Team, by: User, now: datetime) -> None:
    """Holds the assessor's row: whoever finishes waits for the last points."""
    if assessor.user_id != by.pk or assessor.call_id != team.call_id or not by.is_active:
        raise PermissionDenied
    locked = Assessor.objects.select_for_update().filter(pk=assessor.pk).first()
    if locked is None:
        raise PermissionDenied
    call = Call.objects.select_related("training").get(pk=team.call_id)
    if call.decided_at is not None:
        raise AssessmentClosed
    if not is_over(call, now):
        raise AssessmentNotOpen
    if locked.finished_at is not None:
        raise Finished
    state = Team.objects.values_list("state", flat=True).get(pk=team.pk)
    if TeamState(state) not in BEFORE_ASSESSORS:
        raise PermissionDenied


def finish_assessment(*, assessor: Assessor, by: User, now: datetime) -> Assessor:
    """From now on the organiser sees these points, and this assessor the others'.

    Raises NotAllAssessed, AssessmentClosed, AssessmentNotOpen. Again does no harm.
    """
    if assessor.user_id != by.pk:
        raise PermissionDenied
    with transaction.atomic():
        assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
        call = Call.objects.select_related("training").get(pk=assessor.call_id)
        if call.decided_at is not None:
            raise AssessmentClosed
        if not is_over(call, now):
            raise AssessmentNotOpen
        if left := what_is_left(assessor):
            raise NotAllAssessed(left=" ".join(left))
        if assessor.finished_at is None:
            assessor.finished_at = now
            assessor.save()
    return assessor


def reopen_assessment(*, assessor: Assessor, by: User, now: datetime) -> None:
    """The organiser lets an assessor correct something. Raises AssessmentClosed."""
    if not may_change_training(by, assessor.call.training):
        raise PermissionDenied
    with transaction.atomic():
        assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
        if assessor.call.decided_at is not None:
            raise AssessmentClosed
        assessor.finished_at = None
        assessor.save()
