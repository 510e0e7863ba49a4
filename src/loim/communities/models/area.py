"""Where people live in a municipality: villages, small towns, districts."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.people.models import Municipality


class Area(models.Model):
    """`people` is how many live there, as the municipality says. One that no community covers
    is an area without a community."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="areas")
    name = models.CharField(_("name"), max_length=120)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "municipality", Lower("name"), name="communities_area_once_in_municipality"
            ),
            models.CheckConstraint(name="communities_area_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
