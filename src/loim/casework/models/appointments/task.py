"""What a counsellor has to do by a day: their own, or for a client or a case."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.casework.models.case import Case
from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded


class TaskStatus(models.TextChoices):
    OPEN = "open", _("to do")
    DONE = "done", _("done")
    DROPPED = "dropped", _("not needed any more")


@pghistory.track(model_name="TaskHistory", exclude=["sealed_text"])
class Task(Guarded):
    """Its words may name somebody, so they are encrypted (vault.py)."""

    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who does it")
    )
    client = models.ForeignKey(Client, models.PROTECT, null=True, blank=True, related_name="tasks")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="tasks")
    sealed_text = models.TextField(editable=False)
    due_date = models.DateField(_("to be done by"))
    state = models.CharField(max_length=8, choices=TaskStatus, default=TaskStatus.OPEN)
    state_at = models.DateTimeField(editable=False)
    times_put_off = models.PositiveSmallIntegerField(default=0, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_task_case_has_client",
                condition=Q(case=None) | Q(client__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["counsellor", "due_date"],
                name="casework_task_open",
                condition=Q(state="open"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_date} ({self.pk})"
