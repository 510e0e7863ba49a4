"""Organisations of every kind: who takes part, who implements, who pays."""

from pathlib import PurePath

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from stdnum.ee import registrikood

from loim.people.models.municipality import Municipality


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    MUNICIPAL_AGENCY = "municipal_agency", _("municipal institution")
    MINISTRY = "ministry", _("ministry")
    STATE_AGENCY = "state_agency", _("state agency")
    ASSOCIATION = "association", _("association of municipalities")
    NGO = "ngo", _("non-governmental organisation")
    SCHOOL = "school", _("school or university")
    COMPANY = "company", _("company")
    COMMUNITY = "community", _("community")


# Whoever comes from one of these comes for the municipality (see 'osaluskord' in the glossary).
KINDS_OF_LOCAL_GOVERNMENT = [OrganisationKind.MUNICIPALITY, OrganisationKind.MUNICIPAL_AGENCY]


def validate_registry_code(value: str) -> None:
    if not registrikood.is_valid(value):
        raise ValidationError(
            _("%(value)s is not an Estonian registry code: check the eight digits."),
            code="registry_code",
            params={"value": value},
        )


@pghistory.track(model_name="OrganisationHistory")
class Organisation(models.Model):
    """`municipality` is where it is; a municipality's own row names itself there."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    registry_code = models.CharField(
        _("registry code"), max_length=8, blank=True, validators=[validate_registry_code]
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("municipality"),
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    # Others meet its name in lists and suggestions; not that of a community which is not public.
    is_listed = models.BooleanField(default=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="organisation_name_unique"),
            models.UniqueConstraint(
                fields=["registry_code"],
                condition=~Q(registry_code=""),
                name="organisation_registry_code_unique",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(kind="municipality"),
                name="organisation_one_government_per_municipality",
            ),
            models.CheckConstraint(
                name="organisation_local_government_has_municipality",
                condition=~Q(kind__in=["municipality", "municipal_agency"])
                | Q(municipality__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_registry_code_form",
                condition=Q(registry_code="") | Q(registry_code__regex=r"^[0-9]{8}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def logo_file_name(self) -> str:
        """By it the logo's address is made; a new logo has a new one. '' without a logo."""
        return PurePath(str(self.logo.name)).name if self.logo else ""
