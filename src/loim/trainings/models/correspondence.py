"""What a call's organiser did toward its teams: later deadlines, letters, lists taken out."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.trainings.models.training import Call


@pghistory.track(model_name="CallExtensionHistory")
class CallExtension(models.Model):
    """The deadline was put later: public, with its reason."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="extensions")
    before = models.DateTimeField()
    after = models.DateTimeField(_("new deadline"))
    reason = models.CharField(_("reason"), max_length=300)
    extended_at = models.DateTimeField()
    extended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_extended_to_later",
                condition=Q(after__gt=F("before")) & ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class TeamMessage(models.Model):
    """A letter to the leaders of the teams in these states; sent once."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="messages")
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))
    states = models.JSONField(default=list)
    teams = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, unique=True)

    def __str__(self) -> str:
        return self.subject


class TeamExport(models.Model):
    """A list of teams and their people that left the platform: who took it and when."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="exports")
    rows = models.PositiveIntegerField()
    exported_at = models.DateTimeField()
    exported_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.rows)
