"""What an organiser asks those who register."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.events.models.event import Event
from loim.events.models.event_parts import PartOfEvent


class QuestionKind(models.TextChoices):
    SHORT_TEXT = "short_text", _("short text")
    LONG_TEXT = "long_text", _("long text")
    YES_NO = "yes_no", _("yes or no")
    ONE_OF = "one_of", _("one of several")
    SEVERAL_OF = "several_of", _("any of several")
    NUMBER = "number", _("number")
    DATE = "date", _("date")
    PHONE = "phone", _("phone number")
    DIET = "diet", _("dietary needs")
    ACCESS = "access", _("access needs")
    ACCOMMODATION = "accommodation", _("accommodation, by night")


# Answered by choosing; only these can carry conditions, limits and places.
CLOSED_KINDS = frozenset(
    {
        QuestionKind.YES_NO,
        QuestionKind.ONE_OF,
        QuestionKind.SEVERAL_OF,
        QuestionKind.DIET,
        QuestionKind.ACCOMMODATION,
    }
)


class QuestionStage(models.TextChoices):
    APPLICATION = "application", _("when registering")
    FOLLOW_UP = "follow_up", _("after a place is given")


@pghistory.track(model_name="QuestionHistory")
class Question(PartOfEvent):
    """A question is removed by a date, never deleted: answers that were given stay readable.

    It is asked only where `only_if` was chosen. `kept_days` counts from the event's last
    day; empty: as long as the participant.
    """

    translated_fields = ("label", "help_text")

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    kind = models.CharField(_("kind"), max_length=15, choices=QuestionKind.choices)
    label = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("explanation"), max_length=500, blank=True)
    stage = models.CharField(
        _("asked"),
        max_length=12,
        choices=QuestionStage.choices,
        default=QuestionStage.APPLICATION,
    )
    is_required = models.BooleanField(_("must be answered"), default=False)
    only_if = models.ForeignKey(
        "Option",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads_to",
        verbose_name=_("only if this was chosen"),
    )
    kept_days = models.PositiveSmallIntegerField(
        _("days that answers are kept"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.label


@pghistory.track(model_name="OptionHistory")
class Option(PartOfEvent):
    """An answer to choose; `most` of those who hold a place may have it, empty is no limit."""

    translated_fields = ("label",)

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    label = models.CharField(_("answer"), max_length=200)
    most = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="option_for_somebody", condition=Q(most=None) | Q(most__gte=1)
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def source_language(self) -> str:
        return self.question.event.language
