"""Figures of communities, published once a month (docs/decisions/0028-community-figures.md)."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.communities.models.community import Community
from loim.people.models import County


class FigureMeasure(models.TextChoices):
    PHASE = "phase", _("phase of development")
    READINESS = "readiness", _("readiness for crises")


def _final(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            RAISE EXCEPTION 'row % is published', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
        """,
    )


class FiguresMonth(models.Model):
    """`month` is its first day. Published once, and never again."""

    month = models.DateField(unique=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="communities_figures_of_a_month", condition=Q(month__day=1)
            ),
        ]
        triggers = [_final("communities_month_is_final")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class CommunityFigure(models.Model):
    """Everybody reads these rows, and no others: how many communities of a county stand at a
    level. `number` is None where it is not shown. `level_names` in each language."""

    month = models.ForeignKey(FiguresMonth, models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=10, choices=FigureMeasure.choices)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    level_names = models.JSONField()
    number = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "measure", "county", "level"], name="communities_figure_once"
            ),
            models.CheckConstraint(
                name="communities_figure_is_not_small",
                condition=Q(number=None) | Q(number=0) | Q(number__gte=5),
            ),
        ]
        triggers = [_final("communities_figure_is_final")]


class CountedCommunity(models.Model):
    """Who stood in the figures of a month, and where. Nobody reads it but the next publication,
    which must differ from each earlier one by five communities or by none."""

    month = models.ForeignKey(FiguresMonth, models.PROTECT, related_name="counted")
    measure = models.CharField(max_length=10, choices=FigureMeasure.choices)
    community = models.ForeignKey(Community, models.PROTECT, related_name="+")
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "measure", "community"], name="communities_counted_once"
            ),
        ]
