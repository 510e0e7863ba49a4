"""Registrations that programs sent: under which key, so that the same counts once."""

from django.db import models

from loim.api.models.token import ApiToken
from loim.events.models import Registration


class SentRegistration(models.Model):
    """`fingerprint` is of what was sent: the same key with something else is a mistake."""

    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="sent")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    registration = models.OneToOneField(
        Registration, models.CASCADE, related_name="sent_by_program"
    )
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="sent_registration_once_per_key")
        ]

    def __str__(self) -> str:
        return self.key
