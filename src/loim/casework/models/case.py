"""Several contacts about one matter of one client."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded
from loim.services.models import Topic


@pghistory.track(model_name="CaseHistory")
class Case(Guarded):
    client = models.ForeignKey(Client, models.PROTECT, related_name="cases")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("topic"))
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    opened_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_case_times_in_order",
                condition=Q(closed_at=None) | Q(opened_at__lte=F("closed_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.pk})"
