"""How one registers for an event, and how its places are given."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.events.models.event import Event
from loim.events.models.event_parts import PartOfEvent
from loim.events.models.parties import Party


class Policy(models.TextChoices):
    FIRST_COME = "first_come", _("first come, first served")
    APPROVAL = "approval", _("the organiser decides")
    DRAW = "draw", _("fair draw after the deadline")


def every_party() -> list[str]:
    return list(Party.values)


@pghistory.track(model_name="RegistrationSettingsHistory")
class RegistrationSettings(PartOfEvent):
    """An event has one when people register for it.

    `capacity` empty: as many as come. `offer_hours` is how long an offered place waits for an
    answer, `confirm_hours` how long a place taken without an account waits for the e-mail to
    be confirmed. `kept_days` counts from the last day: then participants are erased.
    """

    translated_fields = ("consent", "information")

    event = models.OneToOneField(Event, models.CASCADE, related_name="registration_settings")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"))
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    policy = models.CharField(
        _("how places are given"),
        max_length=12,
        choices=Policy.choices,
        default=Policy.FIRST_COME,
    )
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    most_per_organisation = models.PositiveSmallIntegerField(
        _("places for one organisation at most"), null=True, blank=True
    )
    most_per_registration = models.PositiveSmallIntegerField(
        _("people in one registration at most"), default=10
    )
    offer_hours = models.PositiveSmallIntegerField(_("hours to answer an offer"), default=48)
    confirm_hours = models.PositiveSmallIntegerField(_("hours to confirm the e-mail"), default=24)
    change_until = models.DateTimeField(_("can be changed until"), null=True, blank=True)
    parties = ArrayField(
        models.CharField(max_length=12, choices=Party.choices),
        verbose_name=_("parties to choose from"),
        default=every_party,
        blank=True,
    )
    asks_party = models.BooleanField(_("ask for the party"), default=True)
    asks_organisation = models.BooleanField(_("ask for the organisation"), default=True)
    asks_municipality = models.BooleanField(_("ask for the municipality"), default=True)
    information = models.TextField(_("shown above the form"), blank=True)
    consent = models.TextField(_("consent text"), blank=True)
    kept_days = models.PositiveSmallIntegerField(_("days that participants are kept"), default=365)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="registration_opens_before_it_closes",
                condition=Q(opens_at=None) | Q(opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="registration_for_somebody",
                condition=Q(most_per_registration__gte=1)
                & (Q(capacity=None) | Q(capacity__gte=1))
                & (Q(most_per_organisation=None) | Q(most_per_organisation__gte=1)),
            ),
            models.CheckConstraint(
                name="registration_offers_last",
                condition=Q(offer_hours__gte=1) & Q(confirm_hours__gte=1),
            ),
            models.CheckConstraint(
                name="registration_draw_has_places",
                condition=~Q(policy="draw") | Q(capacity__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)
