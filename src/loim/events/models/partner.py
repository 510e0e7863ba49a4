"""Organisations that hold an event together with its organiser, or pay for it."""

from pathlib import PurePath

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.events.models.event import Event
from loim.people.models import Organisation


class PartnerRole(models.TextChoices):
    CO_ORGANISER = "co_organiser", _("co-organiser")
    PARTNER = "partner", _("partner")
    FUNDER = "funder", _("funder")
    HOST = "host", _("host")


@pghistory.track(model_name="PartnerHistory")
class Partner(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(
        _("role"), max_length=15, choices=PartnerRole.choices, default=PartnerRole.PARTNER
    )
    # What this event's page shows instead of the logo that the organisation has chosen; copies of
    # the event share the file.
    logo = models.FileField(_("logo"), upload_to=upload_path("partner-logos"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation"], name="partner_once_per_event")
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def logo_file_name(self) -> str:
        """By it the logo's address is made; a new logo has a new one. '' without a logo."""
        return PurePath(str(self.logo.name)).name if self.logo else ""
