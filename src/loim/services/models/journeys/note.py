"""What designers noted in a journey's blueprint, and what they looked at and found right."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.services.models.catalogue.confirmation import ServiceChange
from loim.services.models.journeys.journey import Journey
from loim.services.models.journeys.step import JourneyStep


class NoteKind(models.TextChoices):
    GAP = "gap", _("gap")
    PAIN = "pain", _("pain point")
    IDEA = "idea", _("idea")


class Severity(models.IntegerChoices):
    SMALL = 1, _("small")
    MIDDLE = 2, _("middling")
    GREAT = 3, _("great")


@pghistory.track(model_name="JourneyNoteHistory")
class JourneyNote(models.Model):
    """Without a step it is about the whole journey."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="notes")
    step = models.ForeignKey(
        JourneyStep,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name=_("step"),
    )
    kind = models.CharField(_("kind"), max_length=5, choices=NoteKind.choices)
    severity = models.PositiveSmallIntegerField(
        _("how great"), choices=Severity.choices, default=Severity.MIDDLE
    )
    words = models.TextField(_("what you noticed"), max_length=2000)
    noted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    resolved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolution = models.TextField(_("what was done"), max_length=2000, blank=True)
    submission = models.UUIDField(null=True, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="note_kind_known", condition=Q(kind__in=NoteKind.values)),
            models.CheckConstraint(
                name="note_severity_known", condition=Q(severity__in=Severity.values)
            ),
            models.CheckConstraint(name="journeynote_says_something", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.words[:40]}"


class ChangeSeen(models.Model):
    """Somebody looked at a step after a service of it had changed: it is still right."""

    step = models.ForeignKey(JourneyStep, models.CASCADE, related_name="changes_seen")
    change = models.ForeignKey(ServiceChange, models.CASCADE, related_name="seen_in_steps")
    seen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "change"], name="change_seen_once")]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.change_id}"
