"""A client on a journey of the catalogue (issue 5's): which steps are done."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded
from loim.services.models import AppliedJourney, Journey, JourneyEdition, JourneyStep


class ClientJourney(Guarded):
    """Deadlines count from the client's arrival; the words are those of `edition`."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="journeys")
    journey = models.ForeignKey(
        Journey, models.PROTECT, related_name="+", verbose_name=_("journey")
    )
    edition = models.ForeignKey(JourneyEdition, models.PROTECT, related_name="+")
    applied = models.ForeignKey(AppliedJourney, models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_client_journey_once", fields=["client", "journey"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.client_id}: {self.journey_id}"


class StepMark(models.TextChoices):
    DONE = "done", pgettext_lazy("a step of a journey", "done")
    NOT_NEEDED = "not_needed", pgettext_lazy("a step of a journey", "not needed")


class ClientJourneyStep(Guarded):
    journey = models.ForeignKey(ClientJourney, models.CASCADE, related_name="marks")
    step = models.ForeignKey(JourneyStep, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=10, choices=StepMark)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_journey_step_marked_once", fields=["journey", "step"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.journey_id}: {self.step_id}"
