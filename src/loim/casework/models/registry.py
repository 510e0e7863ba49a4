"""Registry services as they are worked on: personal code, registration of residence, bus card."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.logic.registry.process_states import ProcessState
from loim.casework.models.client import Client, TargetGroup
from loim.casework.models.enquiry import Channel, Enquiry, SpokenLanguage
from loim.casework.models.guarded import Guarded
from loim.people.models import Municipality
from loim.services.models import Topic


class RegistryKind(models.TextChoices):
    PERSONAL_CODE = "personal_code", _("request of a personal code")
    RESIDENCE = "residence", _("registration of residence")
    BUS_CARD = "bus_card", _("personalisation of a bus card")


@pghistory.track(model_name="RegistryTemplateHistory")
class RegistryTemplate(Guarded):
    """An organisation's own list of steps and of what to bring.

    `content` is {"steps": [{language: text}], "bring": [{language: text}]}.
    """

    kind = models.CharField(_("service"), max_length=16, choices=RegistryKind)
    content = models.JSONField()
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    booking_url = models.URLField(_("where an appointment is booked"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_registry_template_once", fields=["organisation", "kind"]
            )
        ]

    def __str__(self) -> str:
        return self.kind


class ProcessStatus(models.TextChoices):
    RUNNING = ProcessState.RUNNING.value, pgettext_lazy("a registry service", "running")
    DONE = ProcessState.DONE.value, pgettext_lazy("a registry service", "done")
    NOT_DONE = ProcessState.NOT_DONE.value, pgettext_lazy("a registry service", "not done")


@pghistory.track(model_name="RegistryProcessHistory")
class RegistryProcess(Guarded):
    """Anonymous unless it belongs to a client. When it ends it becomes one enquiry, so that
    nobody writes it down twice for the statistics. What code came of it stands here nowhere."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("service"), max_length=16, choices=RegistryKind)
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="registry_processes"
    )
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    channel = models.CharField(_("channel"), max_length=12, choices=Channel, default=Channel.DESK)
    language = models.CharField(_("language"), max_length=6, choices=SpokenLanguage)
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
    state = models.CharField(
        _("state"), max_length=10, choices=ProcessStatus, default=ProcessStatus.RUNNING
    )
    started_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    appointment_at = models.DateTimeField(_("appointment at the office"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("time spent so far, in minutes"), default=0, validators=[MaxValueValidator(600)]
    )
    enquiry = models.OneToOneField(
        Enquiry, models.PROTECT, null=True, related_name="registry_process", editable=False
    )
    submission = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_registry_state_known", condition=Q(state__in=ProcessStatus.values)
            ),
            models.CheckConstraint(
                name="casework_registry_minutes", condition=Q(minutes__range=(0, 600))
            ),
            models.CheckConstraint(
                name="casework_registry_ended_in_order",
                condition=Q(state="running", ended_at=None, enquiry=None)
                | (Q(ended_at__gte=F("started_at")) & ~Q(state="running")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "state", "started_at"], name="casework_registry_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.pk})"


class RegistryStep(Guarded):
    """As the template was when the process began: `texts` is {language: text}."""

    process = models.ForeignKey(RegistryProcess, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    is_to_bring = models.BooleanField(default=False)
    texts = models.JSONField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_registry_step_once", fields=["process", "is_to_bring", "position"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.process_id}: {self.position}"
