"""Places and the other ways in which a service reaches people."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import Municipality, Organisation
from loim.services.models.catalogue.entry import WordedEntry
from loim.services.models.catalogue.service import Service


@pghistory.track(model_name="LocationHistory")
class Location(WordedEntry):
    """HSDS location: a house that several services share. Coordinates are WGS 84 degrees."""

    translated_fields = ("name", "directions", "accessibility", "hours_note")

    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="service_locations", verbose_name=_("kept by")
    )
    name = models.CharField(_("name of the place"), max_length=200)
    address = models.CharField(_("street and house"), max_length=200)
    city = models.CharField(_("town or village"), max_length=100)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    directions = models.TextField(_("how to get there"), blank=True)
    accessibility = models.TextField(_("accessibility"), blank=True)
    hours_note = models.CharField(_("about opening hours"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="location_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChannelKind(models.TextChoices):
    PLACE = "place", _("on the spot")
    PHONE = "phone", _("by phone")
    WEB = "web", _("on the web")
    EMAIL = "email", _("by e-mail")
    POST = "post", _("by post")


@pghistory.track(model_name="ChannelHistory")
class Channel(WordedEntry):
    """CPSV-AP's Channel. One of kind 'place' is HSDS's service at location; one of kind 'phone'
    an HSDS phone. `detail` says which room, desk or extension; `notes` the rest."""

    translated_fields = ("detail", "notes", "hours_note")

    service = models.ForeignKey(Service, models.CASCADE, related_name="channels")
    kind = models.CharField(_("how"), max_length=10, choices=ChannelKind.choices)
    location = models.ForeignKey(
        Location,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("place"),
    )
    detail = models.CharField(_("room or desk"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    by_appointment = models.BooleanField(_("by appointment"), default=False)
    booking_url = models.URLField(_("address for booking"), max_length=500, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    hours_note = models.CharField(_("about opening hours"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="channel_leads_somewhere",
                condition=Q(kind__in=["place", "post"], location__isnull=False)
                | (Q(kind="phone", location=None) & ~Q(phone=""))
                | (Q(kind="web", location=None) & ~Q(url=""))
                | (Q(kind="email", location=None) & ~Q(email="")),
            ),
            models.UniqueConstraint(
                fields=["service", "location", "detail"],
                condition=Q(kind="place"),
                name="channel_once_per_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


@pghistory.track(model_name="ContactHistory")
class Contact(WordedEntry):
    """Whom to ask: an office rather than a person, as a rule."""

    translated_fields = ("title", "department")

    service = models.ForeignKey(Service, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200, blank=True)
    title = models.CharField(_("position"), max_length=200, blank=True)
    department = models.CharField(_("office"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_can_be_reached", condition=~Q(email="") | ~Q(phone="")
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.department
