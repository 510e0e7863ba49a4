"""Strategies and plans that ideas feed: an action plan, a development plan of a municipality."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.people.models import Organisation
from loim.programmes.models import Programme


class StrategyKind(models.TextChoices):
    ACTION_PLAN = "action_plan", _("action plan")
    DEVELOPMENT_PLAN = "development_plan", _("development plan")
    STRATEGY = "strategy", _("strategy")
    OTHER = "other", _("other document")


@pghistory.track(model_name="StrategyHistory")
class Strategy(Translated):
    """`owner` answers for it; `programme` is whose action plan it is, where we keep it."""

    translated_fields = ("title", "description")

    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=StrategyKind.choices)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="strategies", verbose_name=_("owner")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="strategies",
        verbose_name=_("programme"),
    )  # fmt: skip
    url = models.URLField(_("where it can be read"), max_length=500, blank=True)
    start_year = models.PositiveSmallIntegerField(_("from the year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("to the year"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="strategy_once_per_owner"),
            models.CheckConstraint(
                name="strategy_years_in_order",
                condition=Q(start_year=None) | Q(end_year=None) | Q(start_year__lte=F("end_year")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language
