"""Reports on a period: what was done, the numbers, what deviates and why.

Submission freezes the numbers. A frozen number keeps its rule's version, the ids of the
records behind it and a hash over them, so that any later drift is found and dated.
"""

from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.people.models.membership import DateRangeOf
from loim.programmes.logic.report_periods import ordinal
from loim.programmes.logic.report_states import EDITABLE, ReportStatus, ReportStep
from loim.programmes.models.indicator import Indicator, Measure
from loim.programmes.models.plan import Activity, PlanVersion
from loim.programmes.models.programme import Programme
from loim.programmes.models.report_guards import SUBMITTED_STANDS, open_report_only

STATUS_WORDS = {
    ReportStatus.DRAFT: _("draft"),
    ReportStatus.SUBMITTED: _("submitted"),
    ReportStatus.SENT_BACK: _("sent back"),
    ReportStatus.ACCEPTED: _("accepted"),
}

STATUS_COLORS = {
    ReportStatus.DRAFT: "neutral",
    ReportStatus.SUBMITTED: "info",
    ReportStatus.SENT_BACK: "warning",
    ReportStatus.ACCEPTED: "success",
}

STEP_WORDS = {
    ReportStep.SUBMIT: _("submitted"),
    ReportStep.SEND_BACK: _("sent back"),
    ReportStep.ACCEPT: _("accepted"),
}


class ReportKind(models.TextChoices):
    QUARTER = "quarter", _("quarter")
    HALF_YEAR = "half_year", _("half-year")
    YEAR = "year", _("year")


PERIOD_NAMES = {
    (ReportKind.QUARTER, 1): _("1st quarter of %(year)s"),
    (ReportKind.QUARTER, 2): _("2nd quarter of %(year)s"),
    (ReportKind.QUARTER, 3): _("3rd quarter of %(year)s"),
    (ReportKind.QUARTER, 4): _("4th quarter of %(year)s"),
    (ReportKind.HALF_YEAR, 1): _("1st half of %(year)s"),
    (ReportKind.HALF_YEAR, 2): _("2nd half of %(year)s"),
    (ReportKind.YEAR, 1): _("year %(year)s"),
}


def period_name(kind: str, start: date) -> str:
    """'1st quarter of 2023', in the language of the page."""
    name = PERIOD_NAMES[ReportKind(kind), ordinal(kind, start)]
    return str(name) % {"year": start.year}


@pghistory.track(model_name="ReportHistory")
class Report(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reports")
    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="reports")
    kind = models.CharField(_("period"), max_length=10, choices=ReportKind.choices)
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=[(s.value, w) for s, w in STATUS_WORDS.items()],
        default=ReportStatus.DRAFT.value,
    )
    summary = models.TextField(_("summary"), blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="report_one_of_a_kind_per_period",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="report_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            ),
            models.CheckConstraint(
                name="report_submitted_when",
                condition=~Q(status__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="report_accepted_when",
                condition=Q(status="accepted", accepted_at__isnull=False)
                | ~Q(status="accepted") & Q(accepted_at=None),
            ),
        ]
        triggers = [SUBMITTED_STANDS]

    def __str__(self) -> str:
        return self.period_name

    @property
    def period_name(self) -> str:
        return period_name(self.kind, self.start_date)

    @property
    def status_color(self) -> str:
        return STATUS_COLORS[ReportStatus(self.status)]

    @property
    def is_open(self) -> bool:
        """May texts still change, and are the numbers those of the records today?"""
        return self.status in EDITABLE


@pghistory.track(model_name="ReportEntryHistory")
class ReportEntry(models.Model):
    """What was done in one coded activity, and what deviates from the plan and why."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="entries")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    done = models.TextField(_("what was done"), blank=True)
    deviation = models.TextField(_("what deviates and why"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "activity"], name="report_entry_once")
        ]
        triggers = [open_report_only(pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete)]


class ReportNote(models.Model):
    """What was said about a report, and every step it took: by whom, when, with which words.

    Without a `step` it is a note of the ministry or the implementer's answer to one.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="notes")
    step = models.CharField(
        max_length=10, blank=True, choices=[(s.value, w) for s, w in STEP_WORDS.items()]
    )
    text = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_note_says_something",
                condition=~Q(text="") | Q(step__in=["submit", "accept"]),
            )
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), model_name="FrozenValueHistory")
class FrozenValue(models.Model):
    """An indicator's number as submitted. Sending the report back removes it; nothing edits it.

    What was removed stays in the history, so that two submissions can be compared.

    `records` lists what the number was made of, `[[record, municipality, amount], ...]`
    in order; `digest` is the SHA-256 of value, rule version and records.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="frozen_values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="+")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    records = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="frozen_value_once")
        ]
        triggers = [
            pgtrigger.Protect(name="frozen_is_frozen", operation=pgtrigger.Update),
            open_report_only(pgtrigger.Insert, pgtrigger.Delete),
        ]
