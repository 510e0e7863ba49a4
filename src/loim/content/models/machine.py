"""A translation that a machine was asked for: what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models.text import Text
from loim.content.models.version import TextVersion
from loim.people.models import User


class MachineState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    WORKING = "working", _("at work")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


OPEN_STATES = (MachineState.WAITING, MachineState.WORKING)


class MachineTranslation(models.Model):
    """`seen_revision` is that of the draft there was when it was asked for (0: none), so that
    what somebody writes meanwhile is kept. `trouble` says in one word why it failed."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="machine_translations")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    base = models.ForeignKey(TextVersion, models.CASCADE, related_name="+")
    seen_revision = models.PositiveIntegerField(default=0)
    state = models.CharField(
        _("state"), max_length=8, choices=MachineState.choices, default=MachineState.WAITING
    )
    trouble = models.CharField(max_length=12, blank=True)
    parts = models.PositiveIntegerField(default=0)
    parts_done = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "language"], condition=Q(state__in=["waiting", "working"]),
                name="machine_one_at_a_time",
            ),
            models.CheckConstraint(
                name="machine_finished_at_some_time",
                condition=Q(state__in=["waiting", "working"], finished_at=None)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="machine_failure_says_why",
                condition=Q(state="failed") & ~Q(trouble="") | ~Q(state="failed") & Q(trouble=""),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["text", "language", "-asked_at"], name="machine_latest")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
