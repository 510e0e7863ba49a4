"""Trainings that were planned because a survey asked for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.events.models import Event
from loim.people.models import User
from loim.surveys.models.question import SurveyOption, SurveyQuestion
from loim.surveys.models.survey import Survey


class PlannedFromSurvey(models.Model):
    """The evidence as it was on that day: `wanted` of `answered` asked for it, `counties` says
    where, [[name, how many or null where that is not shown], ...]."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="planned")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="planned")
    option = models.ForeignKey(
        SurveyOption, models.PROTECT, null=True, blank=True, related_name="planned"
    )
    event = models.OneToOneField(Event, models.CASCADE, related_name="planned_from_survey")
    wanted = models.PositiveIntegerField(null=True)
    answered = models.PositiveIntegerField()
    invited = models.PositiveIntegerField()
    counties = models.JSONField(default=list)
    note = models.TextField(_("what you make of it"), blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
