"""What was tried, and what is to be mended after it."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.communities.models.crisis.plan import CrisisPlan
from loim.people.models import User


@pghistory.track(model_name="DrillHistory")
class Drill(models.Model):
    """`minutes` is the time until all were reached. Who took part is a number, never a list."""

    plan = models.ForeignKey(CrisisPlan, models.CASCADE, related_name="drills")
    date = models.DateField(_("day"))
    tried = models.CharField(_("what was tried"), max_length=200)
    minutes = models.PositiveSmallIntegerField(
        _("minutes until all were reached"), null=True, blank=True
    )
    reached = models.PositiveSmallIntegerField(_("people reached"), null=True, blank=True)
    people = models.PositiveSmallIntegerField(_("people who took part"), null=True, blank=True)
    lessons = models.TextField(_("what we learnt"), max_length=2000, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return self.tried


@pghistory.track(model_name="DrillTaskHistory")
class DrillTask(models.Model):
    drill = models.ForeignKey(Drill, models.CASCADE, related_name="tasks")
    what = models.CharField(_("what is to be mended"), max_length=200)
    due_date = models.DateField(_("by"))
    done_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["drill", "what"], name="crisis_drill_task_once"),
        ]

    def __str__(self) -> str:
        return self.what
