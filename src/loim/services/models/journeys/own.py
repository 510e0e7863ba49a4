"""A list that somebody chose to keep in their account, and what they ticked off in it."""

from django.db import models

from loim.people.models import User
from loim.services.models.applied_journey import AppliedJourney
from loim.services.models.journeys.journey import Journey
from loim.services.models.journeys.step import JourneyStep


class OwnChecklist(models.Model):
    """`answers` are what the person answered, {parameter: value} of the list's address: without
    them another device could not show the same list."""

    person = models.ForeignKey(User, models.CASCADE, related_name="journey_checklists")
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="+")
    applied = models.ForeignKey(AppliedJourney, models.SET_NULL, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "journey"], name="checklist_once_per_person"),
        ]
        indexes = [models.Index(fields=["changed_at"], name="checklist_by_age")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.journey_id}"


class OwnTick(models.Model):
    checklist = models.ForeignKey(OwnChecklist, models.CASCADE, related_name="ticks")
    step = models.ForeignKey(JourneyStep, models.CASCADE, related_name="+")
    ticked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checklist", "step"], name="tick_once_per_step"),
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id}: {self.step_id}"
