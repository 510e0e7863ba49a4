"""What there is, where it may become dangerous, and where people come together."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.communities.models.crisis.contact import CrisisContact
from loim.communities.models.crisis.plan import CrisisPlan


class ResourceKind(models.TextChoices):
    POWER = "power", _("electricity: generator, batteries")
    WATER = "water", _("water: well, tank")
    HEAT = "heat", _("heat: stove, firewood")
    COOKING = "cooking", _("cooking and food")
    HALL = "hall", _("rooms and places to sleep")
    VEHICLE = "vehicle", _("vehicles and boats")
    RADIO = "radio", _("radio and other ways to communicate")
    FIRST_AID = "first_aid", _("first aid")
    TOOLS = "tools", _("tools and machines")
    OTHER = "other", _("other")


class Danger(models.TextChoices):
    FLOOD = "flood", _("flood")
    STORM = "storm", _("storm, fallen trees")
    SNOW = "snow", _("snow, closed road")
    POWER_CUT = "power_cut", _("power cut")
    COLD = "cold", _("cold")
    FIRE = "fire", _("fire")
    POLLUTION = "pollution", _("pollution")
    ALONE = "alone", _("people who need help")
    OTHER = "other", _("other")


class PointKind(models.TextChoices):
    MEETING = "meeting", _("meeting point")
    SHELTER = "shelter", _("shelter")
    WARM = "warm", _("warm room")
    NOTICES = "notices", _("notice board")


@pghistory.track(model_name="CrisisResourceHistory")
class CrisisResource(models.Model):
    plan = models.ForeignKey(CrisisPlan, models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind.choices)
    name = models.CharField(_("what it is"), max_length=120)
    quantity = models.CharField(_("how much"), max_length=60, blank=True)
    place = models.CharField(_("where it is"), max_length=150, blank=True)
    key_holder = models.ForeignKey(
        CrisisContact, models.SET_NULL, null=True, blank=True, related_name="keys",
        verbose_name=_("who has the key"),
    )  # fmt: skip

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="VulnerablePlaceHistory")
class VulnerablePlace(models.Model):
    """A place and a number, never a person: who lives there is known to the contacts alone."""

    plan = models.ForeignKey(CrisisPlan, models.CASCADE, related_name="vulnerable_places")
    place = models.CharField(_("place"), max_length=150)
    danger = models.CharField(_("danger"), max_length=10, choices=Danger.choices)
    people = models.PositiveSmallIntegerField(_("people, about"), null=True, blank=True)
    needs = models.CharField(_("what they need"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.place


@pghistory.track(model_name="MeetingPointHistory")
class MeetingPoint(models.Model):
    plan = models.ForeignKey(CrisisPlan, models.CASCADE, related_name="meeting_points")
    kind = models.CharField(_("kind"), max_length=8, choices=PointKind.choices)
    name = models.CharField(_("place"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(_("room for people"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
