"""Several assessors give points to each team by the call's criteria."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated
from loim.people.models import User
from loim.trainings.models.team import Team
from loim.trainings.models.training import Call


@pghistory.track(model_name="AssessmentCriterionHistory")
class AssessmentCriterion(Translated):
    """From 0 to `most` points, `weight` times; below `least` a team is not admitted."""

    translated_fields = ("title", "description")

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("criterion"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    most = models.PositiveSmallIntegerField(_("most points"), default=5)
    least = models.PositiveSmallIntegerField(_("points needed"), default=0)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"],
                name="assessment_criterion_numbered_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="assessment_criterion_gives_points",
                condition=Q(most__gte=1, weight__gte=1) & Q(least__lte=models.F("most")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.call.training.language


@pghistory.track(model_name="AssessorHistory")
class Assessor(models.Model):
    """Personal data: who assesses; the organiser sees them, teams do not."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="assessors")
    user = models.ForeignKey(User, models.PROTECT, related_name="assessments")
    added_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "user"], name="assessor_once_per_call")
        ]

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track(model_name="InterestHistory")
class Interest(models.Model):
    """What an assessor said of their own interest in a team: before they give points.

    With `is_conflict` they give none.
    """

    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="interests")
    team = models.ForeignKey(Team, models.CASCADE, related_name="interests")
    is_conflict = models.BooleanField(_("conflict of interest"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessor", "team"], name="interest_declared_once"),
            models.CheckConstraint(
                name="interest_conflict_has_reason",
                condition=Q(is_conflict=False) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id}/{self.team_id}: {self.is_conflict}"


@pghistory.track(model_name="TeamScoreHistory")
class TeamScore(models.Model):
    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="scores")
    team = models.ForeignKey(Team, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(AssessmentCriterion, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("points"))
    note = models.TextField(_("reasons"), blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "team", "criterion"], name="team_score_once_per_criterion"
            )
        ]

    def __str__(self) -> str:
        return str(self.points)
