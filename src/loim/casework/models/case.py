"""Several contacts about one matter of one client."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.logic.clients.case_states import CaseState
from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded
from loim.services.models import Topic


class CaseStatus(models.TextChoices):
    OPEN = CaseState.OPEN.value, pgettext_lazy("a case", "open")
    WAITING = CaseState.WAITING.value, pgettext_lazy("a case", "waiting for others")
    CLOSED = CaseState.CLOSED.value, pgettext_lazy("a case", "closed")
    REOPENED = CaseState.REOPENED.value, pgettext_lazy("a case", "reopened")


class CaseOutcome(models.TextChoices):
    SOLVED = "solved", _("solved")
    PARTLY = "partly", _("partly solved")
    REFERRED = "referred", _("others go on with it")
    NOT_SOLVED = "not_solved", _("could not be solved")
    NO_CONTACT = "no_contact", _("the client did not come back")
    WITHDRAWN = "withdrawn", _("the consent ended")


@pghistory.track(model_name="CaseHistory", exclude=["sealed_matter", "sealed_next_step"])
class Case(Guarded):
    # Rows that were there before this column get one each from the database.
    uuid = models.UUIDField(default=uuid4, db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="cases")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("topic"))
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    opened_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=CaseStatus, default=CaseStatus.OPEN)
    outcome = models.CharField(_("outcome"), max_length=12, choices=CaseOutcome, blank=True)
    # Encrypted (vault.py).
    sealed_matter = models.TextField(blank=True, editable=False)
    sealed_next_step = models.TextField(blank=True, editable=False)
    next_step_on = models.DateField(_("by"), null=True, blank=True)
    submission = models.UUIDField(null=True, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_case_times_in_order",
                condition=Q(closed_at=None) | Q(opened_at__lte=F("closed_at")),
            ),
            models.CheckConstraint(
                name="casework_case_state_known", condition=Q(state__in=CaseStatus.values)
            ),
            models.CheckConstraint(
                name="casework_case_closed_with_an_outcome",
                condition=(Q(state="closed", closed_at__isnull=False) & ~Q(outcome=""))
                | (~Q(state="closed") & Q(closed_at=None, outcome="")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "counsellor", "state"], name="casework_case_of"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.pk})"

    @property
    def is_live(self) -> bool:
        return self.state != CaseStatus.CLOSED


class EntryKind(models.TextChoices):
    NOTE = "note", pgettext_lazy("in a case", "note")
    OPENED = "opened", pgettext_lazy("in a case", "opened")
    WAITING = "waiting", pgettext_lazy("in a case", "waits for others")
    GOES_ON = "goes_on", pgettext_lazy("in a case", "goes on")
    CLOSED = "closed", pgettext_lazy("in a case", "closed")
    REOPENED = "reopened", pgettext_lazy("in a case", "opened again")
    HANDED_OVER = "handed_over", pgettext_lazy("in a case", "handed over")


class CaseEntry(Guarded):
    """What happened in a case that is no contact: a note, a step to another state."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind, default=EntryKind.NOTE)
    sealed_text = models.TextField(blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    submission = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "made_at"], name="casework_entry_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"
