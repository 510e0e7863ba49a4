"""What was erased of an event's participants, when and why: numbers, no names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.events.models.event import Event
from loim.events.models.question import Question
from loim.people.models import User


class Erased(models.TextChoices):
    PARTICIPANTS = "participants", _("participants")
    ANSWERS = "answers", _("answers")
    INVITEES = "invitees", _("invited people")
    FEEDBACK = "feedback", _("written feedback")
    ASKED = "asked", _("participants who asked for it")


class Erasure(models.Model):
    """`erased_by` is empty where the platform did it by itself, or the person by their link."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="erasures")
    what = models.CharField(max_length=12, choices=Erased.choices)
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="erasures"
    )
    rows = models.PositiveIntegerField()
    erased_at = models.DateTimeField()
    erased_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="erasure_of_answers_names_the_question",
                condition=Q(what="answers", question__isnull=False)
                | (~Q(what="answers") & Q(question=None)),
            )
        ]
        indexes = [models.Index(fields=["event", "erased_at"], name="erasure_in_order")]

    def __str__(self) -> str:
        return f"{self.what}: {self.rows}"
