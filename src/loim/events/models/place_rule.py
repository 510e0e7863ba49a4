"""Representation: how many places must or may go to those with a certain answer."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.events.models.event import Event
from loim.events.models.question import Option


class Feature(models.TextChoices):
    """What a rule looks at; `value` is then a party, a county's EHAK code, a language."""

    PARTY = "party", _("party")
    COUNTY = "county", _("county")
    LANGUAGE = "language", _("language")
    OPTION = "option", _("answer to a question")


@pghistory.track(model_name="PlaceRuleHistory")
class PlaceRule(models.Model):
    """At least `floor` and at most `ceiling` places for one answer.

    After `released_at` what is left of the floor is open to everybody.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="place_rules")
    feature = models.CharField(_("about"), max_length=10, choices=Feature.choices)
    value = models.CharField(max_length=20, blank=True)
    option = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="place_rules"
    )
    floor = models.PositiveIntegerField(_("at least"), default=0)
    ceiling = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    released_at = models.DateTimeField(_("reserved until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="place_rule_floor_under_ceiling",
                condition=Q(ceiling=None) | Q(floor__lte=F("ceiling")),
            ),
            models.CheckConstraint(
                name="place_rule_names_one_answer",
                condition=Q(feature="option", option__isnull=False, value="")
                | (~Q(feature="option") & Q(option=None) & ~Q(value="")),
            ),
            models.UniqueConstraint(
                fields=["event", "feature", "value", "option"],
                nulls_distinct=False,
                name="place_rule_once_per_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feature} {self.value or self.option_id}: {self.floor}–{self.ceiling}"
