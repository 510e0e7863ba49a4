"""What a survey asks."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated
from loim.surveys.models.survey import Survey


class SurveyQuestionKind(models.TextChoices):
    ONE_OF = "one_of", _("one of several")
    SEVERAL_OF = "several_of", _("any of several")
    RANKING = "ranking", _("ranking: the most important first")
    SCALE = "scale", _("scale from 1 to 5")
    MATRIX = "matrix", _("table: several things on a scale from 1 to 5")
    NUMBER = "number", _("number")
    SHORT_TEXT = "short_text", _("short text")
    LONG_TEXT = "long_text", _("long text")


CHOICE_KINDS = frozenset({SurveyQuestionKind.ONE_OF, SurveyQuestionKind.SEVERAL_OF})
WITH_OPTIONS = CHOICE_KINDS | {SurveyQuestionKind.RANKING, SurveyQuestionKind.MATRIX}
ON_A_SCALE = frozenset({SurveyQuestionKind.SCALE, SurveyQuestionKind.MATRIX})
TEXT_KINDS = frozenset({SurveyQuestionKind.SHORT_TEXT, SurveyQuestionKind.LONG_TEXT})


@pghistory.track(model_name="SurveySectionHistory")
class SurveySection(Translated):
    """A page of the questionnaire."""

    translated_fields = ("title", "description")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("explanation"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.survey.language


@pghistory.track(model_name="SurveyQuestionHistory")
class SurveyQuestion(Translated):
    """`asked_label` is how it read when the survey opened: a later wording may differ from it by
    a slip of the keyboard alone. A question that was answered is withdrawn, never removed.
    `most` is how many options may be ranked or chosen; empty is no limit.
    """

    translated_fields = ("label", "help_text", "low_label", "high_label")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    section = models.ForeignKey(SurveySection, models.PROTECT, related_name="questions")
    kind = models.CharField(_("kind"), max_length=12, choices=SurveyQuestionKind.choices)
    label = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("explanation"), max_length=500, blank=True)
    low_label = models.CharField(_("what 1 means"), max_length=60, blank=True)
    high_label = models.CharField(_("what 5 means"), max_length=60, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    most = models.PositiveSmallIntegerField(_("at most so many"), null=True, blank=True)
    lowest = models.IntegerField(_("smallest number"), null=True, blank=True)
    highest = models.IntegerField(_("largest number"), null=True, blank=True)
    only_if = models.ForeignKey(
        "SurveyOption",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads_to",
        verbose_name=_("only if this was chosen"),
    )
    position = models.PositiveSmallIntegerField(default=0)
    asked_label = models.CharField(max_length=300, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="survey_question_most_is_some", condition=Q(most=None) | Q(most__gte=1)
            ),
            models.CheckConstraint(
                name="survey_question_numbers_in_order",
                condition=Q(lowest=None) | Q(highest=None) | Q(lowest__lte=F("highest")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def source_language(self) -> str:
        return self.survey.language


@pghistory.track(model_name="SurveyOptionHistory")
class SurveyOption(Translated):
    """`added_at`: offered only since then, so whoever answered before could not choose it."""

    translated_fields = ("label",)

    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="options")
    label = models.CharField(_("answer"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    asked_label = models.CharField(max_length=200, blank=True, editable=False)
    added_at = models.DateTimeField(null=True, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )

    def __str__(self) -> str:
        return self.label

    @property
    def source_language(self) -> str:
        return self.question.survey.language
