"""The consent by which somebody stands in the directory."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from loim.experts.models.expert import Expert


class ConsentEnd(models.TextChoices):
    RENEWED = "renewed", pgettext_lazy("consent", "renewed")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")


@pghistory.track(model_name="ConsentHistory")
class Consent(models.Model):
    """To the words `words_version`, read in `language`. One that lapses is not ended: renewal ends
    it. `reminded` is the last reminder of its end: 30, 7, or 0 for none. `key_hash` is of the secret
    in its letters, made of `uuid`."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="consents")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    words_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_by_link = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=ConsentEnd.choices, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    told_of_lapse = models.BooleanField(default=False)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["expert"], condition=Q(ended_at=None), name="consent_once_at_a_time"
            ),
            models.CheckConstraint(
                name="consent_lapses_some_day", condition=Q(expires_at__gt=F("given_at"))
            ),
            models.CheckConstraint(
                name="consent_ended_somehow",
                condition=Q(ended_at=None, end="")
                | Q(ended_at__isnull=False, end__in=ConsentEnd.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id}: {self.given_at:%Y-%m-%d}"
