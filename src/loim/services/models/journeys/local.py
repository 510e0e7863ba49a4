"""What a municipality that adopted a journey adds to its steps."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated
from loim.people.models import User
from loim.services.models.applied_journey import AppliedJourney
from loim.services.models.journeys.step import JourneyStep


@pghistory.track(model_name="LocalWordsHistory")
class LocalWords(Translated):
    """'In Rakvere come to room 12': shown below the step's own text."""

    translated_fields = ("words",)

    applied = models.ForeignKey(AppliedJourney, models.CASCADE, related_name="local_words")
    step = models.ForeignKey(JourneyStep, models.CASCADE, related_name="local_words")
    words = models.TextField(_("what is different or more here"), max_length=2000)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["applied", "step"], name="localwords_once_per_step"),
            models.CheckConstraint(name="localwords_say_something", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.words[:40]

    @property
    def source_language(self) -> str:
        return "et"
