"""The county's picture: where newcomers live, from registers and from records of counselling.

A register comes in as a table of aggregates, never of people. What is shared is a picture: figures
with small ones hidden, of one day, which stays as it was shared.
"""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.casework.logic.statistics.hiding import THRESHOLD
from loim.casework.models.groups import Family, Origin
from loim.casework.models.guarded import Guarded
from loim.casework.models.statistics import is_final
from loim.people.models import County, Municipality, Organisation


class PictureSource(models.TextChoices):
    REGISTER = "register", _("a register")
    RECORDS = "records", _("records of counselling")


class PictureDimension(models.TextChoices):
    ALL = "all", _("all newcomers")
    ORIGIN = "origin", _("where from")
    FAMILY = "family", _("family")


class RegisterImport(Guarded):
    """A table of aggregates as it was taken in; shared or not yet."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    source = models.CharField(_("source"), max_length=150)
    as_of = models.DateField(_("as of"))
    file_name = models.CharField(max_length=200)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_register_once", fields=["organisation", "county", "source", "as_of"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.as_of}"


class RegisterCount(Guarded):
    register = models.ForeignKey(RegisterImport, models.CASCADE, related_name="counts")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, choices=Origin)
    family = models.CharField(max_length=12, choices=Family)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_register_count_once",
                fields=["register", "municipality", "origin", "family"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.origin} {self.family}"


class CountyPicture(models.Model):
    """`organisation` is who shared it; none where the platform made it from records."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("shared by")
    )
    kind = models.CharField(max_length=10, choices=PictureSource)
    source = models.CharField(_("source"), max_length=150, blank=True)
    as_of = models.DateField(_("as of"))
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_county_picture_once",
                fields=["county", "organisation", "kind", "source", "as_of"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="casework_county_picture_source",
                condition=Q(kind="records", organisation=None, source="")
                | (Q(kind="register", organisation__isnull=False) & ~Q(source="")),
            ),
        ]
        triggers = [is_final("casework_county_picture_is_final")]

    def __str__(self) -> str:
        return f"{self.county_id} {self.as_of}"


class CountyFigure(models.Model):
    """One cell of a picture; without a municipality it is the county's. No `value` is a hidden
    one, and no row is nobody (0)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    picture = models.ForeignKey(CountyPicture, models.PROTECT, related_name="figures")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    dimension = models.CharField(max_length=8, choices=PictureDimension)
    category = models.CharField(max_length=20, blank=True)
    value = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_county_figure_once",
                fields=["picture", "municipality", "dimension", "category"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="casework_county_figure_not_small",
                condition=Q(value=None) | Q(value__gte=THRESHOLD),
            ),
        ]
        triggers = [
            is_final("casework_county_figure_is_final"),
            pgtrigger.Trigger(
                name="casework_county_figure_of_its_picture",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.organisation_id IS DISTINCT FROM (
                        SELECT organisation_id FROM casework_countypicture WHERE id = NEW.picture_id
                    ) THEN
                        RAISE EXCEPTION 'a figure is of whoever shared its picture'
                            USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'casework_county_figure_of_its_picture';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.dimension} {self.category}"
