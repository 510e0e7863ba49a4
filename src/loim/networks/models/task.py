"""What a network agreed that somebody does, and by when."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.networks.logic.task_states import TaskState
from loim.networks.models.meeting import Meeting
from loim.networks.models.member import Member
from loim.networks.models.minutes import MeetingDecision
from loim.networks.models.network import Network
from loim.people.models import Organisation, User


@pghistory.track(model_name="NetworkTaskHistory")
class NetworkTask(models.Model):
    """`owner` is a member, or else `organisation` is the owner. `closed_note` says what was done,
    or why it was dropped. The link by which an owner without an account closes it is made of
    `seed`.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="tasks")
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    decision = models.ForeignKey(
        MeetingDecision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("decision"),
    )
    title = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="tasks",
        verbose_name=_("who does it"),
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="network_tasks",
        verbose_name=_("organisation"),
    )
    due_date = models.DateField(_("by"))
    state = models.CharField(
        max_length=7,
        choices=[(state.value, state.value) for state in TaskState],
        default=TaskState.OPEN.value,
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_note = models.TextField(_("note"), blank=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission"], name="network_task_once_per_submission"),
            models.CheckConstraint(
                name="network_task_has_one_owner", condition=Q(owner=None) | Q(organisation=None)
            ),
            models.CheckConstraint(
                name="network_task_closed_at_some_time",
                condition=Q(state="open", closed_at=None)
                | Q(state__in=["done", "dropped"], closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="network_task_dropped_for_a_reason",
                condition=~Q(state="dropped") | ~Q(closed_note=""),
            ),
        ]
        indexes = [models.Index(fields=["network", "state", "due_date"], name="network_task_due")]

    def __str__(self) -> str:
        return self.title
