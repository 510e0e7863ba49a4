"""Somebody who agreed that more is kept of them than that they asked."""

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.casework.models.guarded import Guarded
from loim.people.models import Municipality


class TargetGroup(models.TextChoices):
    NEWCOMER = "newcomer", _("newcomer")
    RETURNEE = "returnee", _("returnee")
    PROTECTION = "protection", _("under international or temporary protection")
    RESIDENT = "resident", _("resident of another mother tongue")
    OTHER = "other", _("somebody else")
    UNKNOWN = "unknown", _("not known")


@pghistory.track(
    model_name="ClientHistory", exclude=["sealed_name", "sealed_contact", "sealed_code"]
)
class Client(Guarded):
    """Everything that names the person is encrypted with a key outside the database (vault.py)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed_name = models.TextField(editable=False)
    sealed_contact = models.TextField(blank=True, editable=False)
    sealed_code = models.TextField(blank=True, editable=False)
    # Keyed hash of the personal code: finds the person again within the organisation.
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    # Keyed hash with another key: counts people across organisations and years, and nothing else.
    pseudonym = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=6)
    target_group = models.CharField(
        _("target group"), max_length=12, choices=TargetGroup, default=TargetGroup.UNKNOWN
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    arrived_on = models.DateField(_("day of arrival in Estonia"), null=True, blank=True)
    made_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_client_code_once",
                fields=["organisation", "code_hash"],
                condition=~models.Q(code_hash=""),
            )
        ]

    def __str__(self) -> str:
        # No name: it may stand in a log.
        return str(self.uuid)
