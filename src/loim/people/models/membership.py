"""Who a person is in which organisation, from when to when."""

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models.organisation import Organisation
from loim.people.models.user import User


class Role(models.TextChoices):
    MEMBER = "member", _("member")
    COORDINATOR = "coordinator", _("coordinator")
    COUNSELLOR = "counsellor", _("counsellor")
    ORGANISER = "organiser", _("organiser")
    EDITOR = "editor", _("editor")
    TRANSLATOR = "translator", _("translator")
    PROGRAMME_MANAGER = "programme_manager", _("programme manager")
    MINISTRY_VIEWER = "ministry_viewer", _("ministry viewer")
    MINISTRY_APPROVER = "ministry_approver", _("ministry approver")
    ADMINISTRATOR = "administrator", _("administrator")


class DateRangeOf(Func):
    """The days from the first to the last, both included; no last day means for ever."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(end_date=None) | Q(end_date__gte=day), start_date__lte=day)


@pghistory.track(model_name="MembershipHistory")
class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organisation}"
