"""What was learnt: notes and ideas of each meeting, and what one thought of the day."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.models import Participant
from loim.ideas.models import Idea
from loim.people.models import User
from loim.visits.models.leg import Leg
from loim.visits.models.visit import Visit


@pghistory.track(model_name="NoteHistory")
class Note(models.Model):
    """What one participant wrote down at a meeting. Several write; each changes their own.

    Personal data: who wrote it, until the participants are erased; then the text stays alone.
    """

    leg = models.ForeignKey(Leg, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(_("note"))
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    # How often it was changed: whoever changes an older state of it is told so.
    edition = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(name="note_says_something", condition=~Q(text=""))]
        indexes = [models.Index(fields=["leg", "written_at"], name="note_in_order")]

    def __str__(self) -> str:
        return self.text[:80]


class LegIdea(models.Model):
    """An idea that came up at a meeting; what becomes of it is kept with the idea."""

    leg = models.ForeignKey(Leg, models.CASCADE, related_name="ideas")
    idea = models.OneToOneField(Idea, models.CASCADE, related_name="visit_leg")

    def __str__(self) -> str:
        return str(self.idea)


class FeedbackGiven(models.Model):
    """That somebody has answered for a day, so that nobody does so twice; not what they said.

    Neither this nor the answer keeps a time or a number by which they could be put together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "participant", "day"], name="day_feedback_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class DayFeedback(models.Model):
    """What somebody thought of a day; nobody knows who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="feedback")
    day = models.DateField()
    rating = models.PositiveSmallIntegerField(_("how was the day"))
    keep = models.TextField(_("what to keep"), blank=True)
    change = models.TextField(_("what to change"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="day_feedback_rating", condition=Q(rating__gte=1, rating__lte=5)
            )
        ]
        indexes = [models.Index(fields=["visit", "day"], name="day_feedback_by_day")]

    def __str__(self) -> str:
        return str(self.rating)
