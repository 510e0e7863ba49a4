"""A field visit: officials travel for some days and meet people where they work."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.events.models import Event
from loim.ideas.models import Strategy
from loim.people.models import User


@pghistory.track(model_name="VisitHistory")
class Visit(Translated):
    """`event` gives title, days, public page, registration and places; this, what is done there.

    `base_town` is where one starts from and sleeps. The closing report is public from
    `report_published_at` on.
    """

    translated_fields = ("base_place", "goals", "report_summary")

    event = models.OneToOneField(Event, models.PROTECT, related_name="visit")
    base_town = models.CharField(_("town of the base"), max_length=60, blank=True)
    base_place = models.CharField(_("the base"), max_length=200, blank=True)
    goals = models.TextField(_("goals"), blank=True)
    strategies = models.ManyToManyField(
        Strategy, blank=True, related_name="visits", verbose_name=_("strategies that it feeds")
    )
    report_summary = models.TextField(_("summary of the report"), blank=True)
    report_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.event)

    @property
    def source_language(self) -> str:
        return self.event.language


class PartOfVisit(Translated):
    visit: "models.ForeignKey[Visit, Visit]"

    class Meta:
        abstract = True

    @property
    def source_language(self) -> str:
        return self.visit.event.language


class TravelTime(models.Model):
    """How long the way between two towns takes, where the organiser knows better than a map."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="travel_times")
    # Names in small letters, the one that is earlier in the alphabet first (`logic/towns.py`).
    one = models.CharField(max_length=60)
    other = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "one", "other"], name="travel_time_once"),
            models.CheckConstraint(name="travel_time_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}: {self.minutes}"


class VisitRelease(models.Model):
    """The itineraries as the participants were told of them. Never changed afterwards, but that
    a host has cancelled: that is told at once.

    `content`: {"legs": {key: facts}, "goes": {participant: [keys]}}; it names nobody.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.CharField(_("a word about it"), max_length=300, blank=True)
    told = models.PositiveIntegerField(default=0)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="visit_release_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit}: {self.number}"


@pghistory.track(model_name="MediaItemHistory")
class MediaItem(models.Model):
    """What newspapers, broadcasters and others told about the visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="media")
    date = models.DateField(_("date"))
    outlet = models.CharField(_("outlet"), max_length=150)
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("link"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "url"], condition=~Q(url=""), name="media_item_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
