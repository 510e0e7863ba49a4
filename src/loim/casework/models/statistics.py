"""What is published of enquiries: figures that stay as they are, in tables of the calendar.

`Figure` and `PeopleFigure` can be read by everybody and are written by the keeper's job alone; a
hidden number is in neither of them. `FrozenCount` is what they were made of, kept as strictly as
all of counselling, so that quarters and years add up to the months that were published.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.casework.logic.statistics.hiding import THRESHOLD
from loim.casework.logic.statistics.periods import PeriodKind
from loim.casework.models.guarded import Guarded
from loim.people.models import Organisation


class FigurePeriod(models.TextChoices):
    MONTH = PeriodKind.MONTH.value, _("month")
    QUARTER = PeriodKind.QUARTER.value, _("quarter")
    YEAR = PeriodKind.YEAR.value, _("year")


class Dimension(models.TextChoices):
    """By what enquiries are counted; `all` and `mentions` are what the others come to."""

    ALL = "all", _("all enquiries")
    MENTIONS = "mentions", _("topics asked about")
    TOPIC = "topic", _("topic")
    CHANNEL = "channel", _("channel")
    LANGUAGE = "language", _("language")
    MUNICIPALITY = "municipality", _("municipality")
    TARGET_GROUP = "target_group", _("target group")
    IDENTITY = "identity", _("identity known")


def is_final(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            RAISE EXCEPTION 'what was published stays as it is: %', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
        """,
    )


class Publication(models.Model):
    """A month is published once. What is written down after `cutoff_at` counts in the next one."""

    month = models.DateField(_("month"), unique=True)
    cutoff_at = models.DateTimeField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_publication_of_a_month", condition=Q(month__day=1)
            ),
        ]
        triggers = [is_final("casework_publication_is_final")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Figure(models.Model):
    """One published cell; no `value` is a hidden one, and no row is nobody (0)."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    period = models.CharField(_("period"), max_length=7, choices=FigurePeriod)
    start_date = models.DateField(_("from"))
    dimension = models.CharField(_("by"), max_length=12, choices=Dimension)
    category = models.CharField(max_length=60, blank=True)
    value = models.PositiveIntegerField(_("enquiries"), null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_figure_once",
                fields=["organisation", "dimension", "category", "period", "start_date"],
            ),
            models.CheckConstraint(
                name="casework_figure_not_small",
                condition=Q(value=None) | Q(value__gte=THRESHOLD),
            ),
        ]
        indexes = [
            models.Index(fields=["dimension", "period", "start_date"], name="casework_figure_by"),
        ]
        triggers = [is_final("casework_figure_is_final")]

    def __str__(self) -> str:
        return f"{self.dimension} {self.category} {self.start_date} {self.value}"


class PeopleFigure(models.Model):
    """Different people who are known by a personal code; without an organisation: in all of
    those that have a number of their own here. No `people` is a hidden number."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("organisation")
    )
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField(_("different people"), null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_people_figure_once",
                fields=["organisation", "first_year", "last_year"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="casework_people_figure_not_small",
                condition=Q(people=None) | Q(people__gte=THRESHOLD),
            ),
            models.CheckConstraint(
                name="casework_people_figure_years", condition=Q(first_year__lte=F("last_year"))
            ),
        ]
        triggers = [is_final("casework_people_figure_is_final")]

    def __str__(self) -> str:
        return f"{self.first_year}-{self.last_year}: {self.people}"


class FrozenCount(Guarded):
    """A month as it was counted when it was published, small numbers among them."""

    month = models.DateField()
    dimension = models.CharField(max_length=12, choices=Dimension)
    category = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_frozen_count_once",
                fields=["organisation", "month", "dimension", "category"],
            ),
            models.CheckConstraint(name="casework_frozen_count_some", condition=Q(count__gte=1)),
        ]
        triggers = [is_final("casework_frozen_count_is_final")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.dimension} {self.category}"
