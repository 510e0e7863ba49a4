"""A ministry's funded programme (toetatava tegevuse tingimused) and who carries it out."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation


@pghistory.track(model_name="ProgrammeHistory")
class Programme(models.Model):
    name = models.CharField(_("name"), max_length=300, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    ministry = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("ministry")
    )
    implementer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="implemented_programmes",
        verbose_name=_("implementer"),
    )
    legal_act = models.CharField(_("legal act"), max_length=200, blank=True)
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            )
        ]

    def __str__(self) -> str:
        return self.name
