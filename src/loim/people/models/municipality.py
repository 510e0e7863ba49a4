"""Counties and municipalities, as the state's classifier (EHAK) names them.

Municipalities merge: a row is never deleted. It gets its last day and the
municipality that it became part of, and whoever asks 'which municipality is this,
on that day?' asks `MunicipalityAt`.
"""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class County(models.Model):
    ehak = models.CharField(_("EHAK code"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class MunicipalityKind(models.TextChoices):
    RURAL = "rural", _("rural municipality")
    URBAN = "urban", _("city")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def existing_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


@pghistory.track(model_name="MunicipalityHistory")
class Municipality(models.Model):
    """`valid_from` and `valid_to` are its first and last day; empty where not known or not over."""

    ehak = models.CharField(_("EHAK code"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=MunicipalityKind.choices)
    county = models.ForeignKey(County, models.PROTECT, related_name="municipalities")
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="municipality_dates_in_order",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
            ),
            models.CheckConstraint(
                name="municipality_successor_needs_last_day",
                condition=Q(successor=None) | Q(valid_to__isnull=False),
            ),
            models.CheckConstraint(
                name="municipality_is_not_its_own_successor", condition=~Q(successor=F("ehak"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityAt(models.Model):
    """A view: the municipality that `municipality` was, or had become part of, in a span of days.

    For every municipality the spans cover all days without a gap or an overlap, so a
    join on it neither loses a record nor counts one twice.
    """

    id = models.TextField(primary_key=True)
    municipality = models.ForeignKey(Municipality, models.DO_NOTHING, related_name="spans")
    current = models.ForeignKey(Municipality, models.DO_NOTHING, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        managed = False
        db_table = "people_municipality_at"
