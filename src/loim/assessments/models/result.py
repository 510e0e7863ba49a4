"""What was found, frozen at finishing; and how similar ones stand."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from loim.assessments.models.assessment import Assessment
from loim.assessments.models.parts import OverallLevel, Theme
from loim.assessments.models.questionnaire import QuestionnaireVersion


class Result(models.Model):
    """Of a theme, or overall where `theme` is empty. `numerator` of `denominator` is the mean of
    what was reached in each counted statement; both empty where too few were answered
    (`logic/scoring.py`, whose rules `rule_version` names)."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="results")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    counted = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    level = models.ForeignKey(OverallLevel, models.PROTECT, null=True, related_name="+")
    rule_version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "theme"], name="result_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="result_is_a_share",
                condition=Q(numerator=None, denominator=None, level=None)
                | Q(denominator__gt=0, numerator__lte=F("denominator"), level__isnull=False),
            ),
            models.CheckConstraint(
                name="result_counts_what_was_asked", condition=Q(counted__lte=F("asked"))
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="result_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    @property
    def percent(self) -> int | None:
        """Rounded down, so that no level seems reached that is not; None: not known."""
        if self.numerator is None or self.denominator is None:
            return None
        return 100 * self.numerator // self.denominator


class Band(models.Model):
    """How those of one kind and likeness stood when a month began: quartiles, rounded to five
    per cent, of at least six. Of a theme, or overall where `theme` is empty."""

    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="bands")
    kind = models.CharField(max_length=30)
    likeness = models.CharField(max_length=60)
    month_date = models.DateField()
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="+")
    low = models.PositiveSmallIntegerField()
    median = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "likeness", "month_date", "theme"],
                name="band_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="band_in_order",
                condition=Q(low__lte=F("median"), median__lte=F("high"), high__lte=100),
            ),
            models.CheckConstraint(name="band_of_a_month", condition=Q(month_date__day=1)),
        ]
