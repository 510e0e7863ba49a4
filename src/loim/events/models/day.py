"""The day itself: who was there, what they thought of it, and the paper that says so."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.events.models.agenda import Session
from loim.events.models.event import Event
from loim.events.models.event_parts import PartOfEvent
from loim.events.models.registration import Participant
from loim.people.models import User


def days_of_reminders() -> list[int]:
    """A week and a day before."""
    return [7, 1]


@pghistory.track(model_name="DaySettingsHistory")
class DaySettings(models.Model):
    """What is sent by itself before and after an event; without a row, the defaults hold.

    `certificate_hours` are the organiser's word; empty: as the released agenda says.
    """

    event = models.OneToOneField(Event, models.CASCADE, related_name="day_settings")
    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("days before"),
        default=days_of_reminders,
        blank=True,
    )
    sends_thanks = models.BooleanField(_("thank those who came"), default=True)
    asks_feedback = models.BooleanField(_("ask for feedback"), default=True)
    certificate_hours = models.DecimalField(
        _("hours on the certificate"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="certificate_hours_of_something",
                condition=Q(certificate_hours=None) | Q(certificate_hours__gt=0),
            )
        ]

    def __str__(self) -> str:
        return str(self.event)


@pghistory.track(model_name="CheckInHistory")
class CheckIn(models.Model):
    """Somebody was there: on a `day`, or in one `session` of it.

    `scan` is made by the phone that read the code, so that a scan that arrives twice (a lost
    connection, two phones' queues) counts once.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="check_ins")
    day = models.DateField()
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="check_ins"
    )
    scan = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "day", "session"],
                nulls_distinct=False,
                name="check_in_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.day}"


class FeedbackKind(models.TextChoices):
    RATING = "rating", _("rating from 1 to 5")
    TEXT = "text", _("text")
    YES_NO = "yes_no", _("yes or no")


class FeedbackQuestion(PartOfEvent):
    translated_fields = ("label",)

    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback_questions")
    kind = models.CharField(_("kind"), max_length=10, choices=FeedbackKind.choices)
    label = models.CharField(_("question"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label


class FeedbackTicket(models.Model):
    """The right to give feedback once. It says nothing of whose it is, and is used up."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback_tickets")
    key_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.pk)


class FeedbackForm(models.Model):
    """One filled form. Of the day alone it is known when it came, so that nobody is found by it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback_forms")
    given_on = models.DateField()
    language = models.CharField(max_length=2)

    def __str__(self) -> str:
        return str(self.pk)


class FeedbackAnswer(models.Model):
    form = models.ForeignKey(FeedbackForm, models.CASCADE, related_name="answers")
    question = models.ForeignKey(FeedbackQuestion, models.PROTECT, related_name="answers")
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "question"], name="feedback_answer_once"),
            models.CheckConstraint(
                name="feedback_rating_in_range",
                condition=Q(rating=None) | Q(rating__range=(0, 5)),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.rating)


class Certificate(models.Model):
    """A paper that somebody took part, checked by its `code` on a public page.

    Personal data: the name as printed, kept for as long as the certificate can be checked. One
    that was replaced by another names nobody any more.
    """

    participant = models.OneToOneField(
        Participant, models.SET_NULL, null=True, related_name="certificate"
    )
    event = models.ForeignKey(Event, models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=2)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="certificate_withdrawn_for_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
            )
        ]

    def __str__(self) -> str:
        return self.code
