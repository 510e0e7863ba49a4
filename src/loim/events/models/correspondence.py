"""What is sent to those who register, and whom the organiser invited."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.models import OutgoingMail
from loim.common.translated import LANGUAGES
from loim.events.models.event import Event
from loim.events.models.event_parts import PartOfEvent
from loim.events.models.parties import Party
from loim.events.models.registration import Participant
from loim.people.models import Municipality, Organisation, User


class Invitee(models.Model):
    """Somebody whom the organiser asked to come. Personal data: kept as participants are."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitees")
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    party = models.CharField(_("party"), max_length=12, choices=Party.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField()
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("event", Lower("email"), name="invitee_once_per_event")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Message(PartOfEvent):
    """What an organiser wrote to the participants; each reads it in their language."""

    translated_fields = ("subject", "body")

    event = models.ForeignKey(Event, models.CASCADE, related_name="messages")
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))
    # Whom it went to, as the page's filter said: {"states": [...], "parties": [...]}.
    recipients = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    submission = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return self.subject


class NoticeKind(models.TextChoices):
    """Letters that the platform writes by itself, each once to each participant."""

    PLACE = "place", _("place")  # `number` is made of the decision's key
    REMINDER = "reminder", _("reminder")
    AGENDA = "agenda", _("new agenda")
    CHANGED = "changed", _("change of time or place")
    CANCELLED = "cancelled", _("cancellation")
    THANKS = "thanks", _("thanks")
    CERTIFICATE = "certificate", _("certificate")
    MESSAGE = "message", _("message")


class Notice(models.Model):
    """One letter to one participant; `number` tells apart releases and messages."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    number = models.PositiveBigIntegerField(default=0)
    message = models.ForeignKey(
        Message, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    queued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "kind", "number"], name="notice_once"),
            models.CheckConstraint(
                name="notice_message_named",
                condition=Q(kind="message", message__isnull=False)
                | (~Q(kind="message") & Q(message=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.participant_id}"


class Export(models.Model):
    """A list of participants that left the platform: who took it, when and what was in it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="exports")
    what = models.CharField(max_length=40)
    rows = models.PositiveIntegerField()
    columns = models.JSONField(default=list)
    exported_at = models.DateTimeField()
    exported_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.what}: {self.rows}"
