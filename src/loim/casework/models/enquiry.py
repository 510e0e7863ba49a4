"""One contact with somebody who asks: what about, how, in which language, what came of it."""

import uuid

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.models.case import Case
from loim.casework.models.client import Client, TargetGroup
from loim.casework.models.guarded import Guarded
from loim.people.models import Municipality
from loim.services.models import Topic


class Channel(models.TextChoices):
    DESK = "desk", _("at the desk")
    PHONE = "phone", _("by phone")
    EMAIL = "email", _("by e-mail")
    CHAT = "chat", _("by chat")
    HOME_VISIT = "home_visit", _("on a home visit")
    EVENT = "event", _("at an event")


class SpokenLanguage(models.TextChoices):
    """What was spoken: more than the languages of the pages."""

    ESTONIAN = "et", _("Estonian")
    ENGLISH = "en", _("English")
    RUSSIAN = "ru", _("Russian")
    UKRAINIAN = "uk", _("Ukrainian")
    OTHER = "other", pgettext_lazy("language", "another one")


class Outcome(models.TextChoices):
    ANSWERED = "answered", _("answered")
    REFERRED = "referred", _("referred to somebody else")
    APPOINTMENT = "appointment", _("appointment made")
    CASE = "case", _("taken up as a case")


@pghistory.track(model_name="EnquiryHistory")
class Enquiry(Guarded):
    """Anonymous unless it belongs to a client, who has consented."""

    # Made where the enquiry is written down, offline too: sent twice, it is kept once.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    held_at = models.DateTimeField(_("when"))
    recorded_at = models.DateTimeField(editable=False)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel)
    language = models.CharField(_("language"), max_length=6, choices=SpokenLanguage)
    minutes = models.PositiveSmallIntegerField(
        _("time spent, in minutes"), validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    target_group = models.CharField(
        _("target group"), max_length=12, choices=TargetGroup, default=TargetGroup.UNKNOWN
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality where they live"),
    )
    topics = models.ManyToManyField(
        Topic, through="EnquiryTopic", related_name="+", verbose_name=_("topics")
    )
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="enquiries")
    # Encrypted (vault.py).
    sealed_note = models.TextField(blank=True, editable=False)
    # A device without a network had another time than the platform: `held_at` was moved by this.
    clock_moved_seconds = models.IntegerField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_enquiry_minutes", condition=Q(minutes__range=(1, 600))
            ),
            models.CheckConstraint(
                name="casework_enquiry_case_has_client",
                condition=Q(case=None) | Q(client__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-held_at"], name="casework_enquiry_by_day"),
            models.Index(fields=["counsellor", "-recorded_at"], name="casework_enquiry_last_own"),
        ]

    def __str__(self) -> str:
        return f"{self.held_at:%Y-%m-%d} {self.get_channel_display()}"


@pghistory.track(model_name="EnquiryTopicHistory")
class EnquiryTopic(Guarded):
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="enquiry_topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="casework_enquiry_topic_once", fields=["enquiry", "topic"])
        ]

    def __str__(self) -> str:
        return str(self.topic)
