"""The agenda: sessions and speakers as they are being worked on, and what was released of them."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.events.models.event import Event
from loim.events.models.event_parts import PartOfEvent
from loim.people.models import User


class SessionKind(models.TextChoices):
    ARRIVAL = "arrival", _("arrival")
    PLENARY = "plenary", _("plenary")
    GROUP_WORK = "group_work", _("group work")
    BREAK = "break", _("break")
    LUNCH = "lunch", _("lunch")
    DEPARTURE = "departure", _("departure")


@pghistory.track(model_name="SpeakerHistory")
class Speaker(PartOfEvent):
    """Personal data: name, position and biography, published with the speaker's agreement."""

    translated_fields = ("position", "biography")

    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=150)
    position = models.CharField(_("position and organisation"), max_length=200, blank=True)
    biography = models.TextField(_("short biography"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="speaker_once_per_event")
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="SessionHistory")
class Session(PartOfEvent):
    """One item of the working agenda; the public sees the latest release.

    Without an `end_time` it lasts until the next one in its room begins ('16.15 Departure').
    """

    translated_fields = ("title", "description")

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    day = models.DateField(_("day"))
    start_time = models.TimeField(_("begins at"))
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    kind = models.CharField(
        _("kind"), max_length=12, choices=SessionKind.choices, default=SessionKind.PLENARY
    )
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    speakers = models.ManyToManyField(
        Speaker, blank=True, related_name="sessions", verbose_name=_("speakers")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_times_in_order",
                condition=Q(end_time=None) | Q(start_time__lt=F("end_time")),
            )
        ]
        indexes = [models.Index(fields=["event", "day", "start_time"], name="session_in_order")]

    def __str__(self) -> str:
        return self.title


class Material(PartOfEvent):
    """A file or a link of a session, for its participants or for everybody."""

    translated_fields = ("title",)

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        Session, models.CASCADE, null=True, blank=True, related_name="materials"
    )
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=upload_path("materials"), blank=True)
    is_public = models.BooleanField(_("for everybody"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="material_is_a_link_or_a_file",
                condition=(~Q(url="") & Q(file="")) | (Q(url="") & ~Q(file="")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class AgendaRelease(models.Model):
    """The agenda as it was given out: `content` is the whole of it, never changed afterwards."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="agenda_releases")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="agenda_release_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.number}"
