"""What a service asks of people, what it costs and what comes of it."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.services.models.catalogue.entry import WordedEntry
from loim.services.models.catalogue.service import Service


@pghistory.track(model_name="RequirementHistory")
class Requirement(WordedEntry):
    """CPSV-AP's Requirement: 'your identity is proved'."""

    translated_fields = ("name", "description")

    service = models.ForeignKey(Service, models.CASCADE, related_name="requirements")
    name = models.CharField(_("requirement"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="EvidenceHistory")
class Evidence(WordedEntry):
    """What to bring; HSDS's required document. `url` is where one gets it, or its form."""

    translated_fields = ("name", "description")

    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="evidence")
    name = models.CharField(_("document"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="OutputHistory")
class Output(WordedEntry):
    """What a person has when it is done: a code, a card, an entry."""

    translated_fields = ("name", "description")

    service = models.ForeignKey(Service, models.CASCADE, related_name="outputs")
    name = models.CharField(_("output"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="CostHistory")
class Cost(WordedEntry):
    """`option` is what the sum is for; no amount means that `description` tells how it is found."""

    translated_fields = ("option", "description")

    service = models.ForeignKey(Service, models.CASCADE, related_name="costs")
    option = models.CharField(_("for what"), max_length=200, blank=True)
    amount = models.DecimalField(_("sum"), max_digits=9, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    description = models.TextField(_("description"), blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cost_says_how_much",
                condition=Q(amount__isnull=False, amount__gte=0)
                | (Q(amount=None) & ~Q(description="")),
            ),
            models.CheckConstraint(
                name="cost_days_in_order",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
            ),
            models.CheckConstraint(
                name="cost_currency_form", condition=Q(currency__regex=r"^[A-Z]{3}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
