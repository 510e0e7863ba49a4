"""A visit to somebody's home, watched by a colleague until the visitor says they are out."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.models.case import Case
from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded
from loim.casework.models.ranges import MomentRange


class HomeVisitStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("home visit", "planned")
    INSIDE = "inside", _("inside")
    OUT = "out", _("out again, all is well")
    CANCELLED = "cancelled", pgettext_lazy("home visit", "cancelled")


@pghistory.track(model_name="HomeVisitHistory", exclude=["sealed_address", "sealed_note"])
class HomeVisit(Guarded):
    """The address is for the visitor and the watcher alone."""

    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who visits")
    )
    watcher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who watches")
    )
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="home_visits"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="home_visits"
    )
    sealed_address = models.TextField(blank=True, editable=False)
    sealed_note = models.TextField(blank=True, editable=False)
    starts_at = models.DateTimeField(_("begins"))
    expected_end_at = models.DateTimeField(_("expected to end"))
    state = models.CharField(
        max_length=10, choices=HomeVisitStatus, default=HomeVisitStatus.PLANNED
    )
    arrived_at = models.DateTimeField(null=True, blank=True, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Who said that all is well: the visitor, or the watcher for them.
    left_said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_visit_in_order", condition=Q(starts_at__lt=F("expected_end_at"))
            ),
            models.CheckConstraint(
                name="casework_visit_watched_by_another", condition=~Q(visitor=F("watcher"))
            ),
            models.CheckConstraint(
                name="casework_visit_out_was_said",
                condition=Q(state="out", left_at__isnull=False, left_said_by__isnull=False)
                | (~Q(state="out") & Q(left_at=None, left_said_by=None)),
            ),
            ExclusionConstraint(
                name="casework_visitor_in_one_home",
                expressions=[
                    ("visitor", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "expected_end_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["planned", "inside"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class VisitAlarm(Guarded):
    """That somebody was told of an overdue visit: once for each stage and expected end."""

    visit = models.ForeignKey(HomeVisit, models.CASCADE, related_name="alarms")
    stage = models.CharField(max_length=8)
    expected_end_at = models.DateTimeField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_alarm_once", fields=["visit", "stage", "expected_end_at"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.stage}"


class SafetyContact(Guarded):
    """Who is written to when a visit stays overdue: the organisation's list."""

    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_safety_contact_once", fields=["organisation", "email"]
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
