"""What belongs to an association's row: who represents it, and what it was paid by whom."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.networks.models.register.association import Association


@pghistory.track(model_name="RepresentativeHistory")
class Representative(models.Model):
    """Personal data: read by those who keep the row; by everybody only while
    `listed_consent_at` says that this person agreed, and never the e-mail or phone."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="representatives")
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    role = models.CharField(_("role"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    listed_consent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="association_representative_has_a_name", condition=~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FundingSource(models.TextChoices):
    CITY = "city", _("city or rural municipality")
    STATE = "state", pgettext_lazy("who pays", "state")
    FOUNDATION = "foundation", _("foundation")
    EUROPEAN = "european", _("European Union or another country")
    DONATIONS = "donations", _("donations")
    OWN = "own", _("membership fees and own income")


@pghistory.track(model_name="FundingHistory")
class Funding(models.Model):
    """In euros, for one year from one source. `payer` is who it was by name."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="fundings")
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=10, choices=FundingSource.choices)
    payer = models.CharField(pgettext_lazy("funding", "by whom"), max_length=150, blank=True)
    amount = models.DecimalField(_("amount, €"), max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "year", "source", "payer"],
                name="association_funding_once_a_year_and_source",
            ),
            models.CheckConstraint(
                name="association_funding_is_some_money", condition=Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="association_funding_in_a_likely_year",
                condition=Q(year__gte=1988, year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_source_display()}"
