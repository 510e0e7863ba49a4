"""Starting a report on a period, taking over an amended plan, discarding a draft."""

from datetime import date, datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.indicators import compute_values
from loim.programmes.logic.report_periods import MONTHS, ReportPeriod, periods_within
from loim.programmes.logic.report_states import ReportStatus
from loim.programmes.models import PlanVersion, Programme, Report, ReportEntry
from loim.programmes.models.report import period_name
from loim.programmes.permissions import may_manage
from loim.programmes.queries.reports import version_in_force


class NotAReportPeriod(Refusal):
    message = _("Reports are made for a quarter, a half-year or a year of the programme.")


class PeriodNotOver(Refusal):
    message = _("The period ends on %(end)s, so its report can be started from the next day on.")


class PeriodReported(Refusal):
    message = _("There is a report on the %(period)s already. Continue that one.")


class NoApprovedPlan(Refusal):
    message = _(
        "No approved plan covers the %(period)s. Import the plan and enter the order that"
        " approves it, then start the report."
    )


class ReportNotOpen(Refusal):
    message = _(
        "This report has been submitted. Its texts can be changed when the ministry sends it back."
    )


class SubmittedBefore(Refusal):
    message = _("This report has been submitted before, so it is kept. Edit and submit it again.")


def start_report(
    *, programme: Programme, kind: str, start_date: date, by: User, now: datetime
) -> Report:
    """A draft on the approved plan version in force, with an empty text for every activity.

    The numbers of its period are counted at once. Raises PermissionDenied, NotAReportPeriod,
    PeriodNotOver, NoApprovedPlan, PeriodReported.
    """
    if not may_manage(by, programme):
        raise PermissionDenied
    period = _period(programme, kind, start_date)
    if not period.is_over(timezone.localdate(now)):
        raise PeriodNotOver(end=date_format(period.end, "SHORT_DATE_FORMAT"))
    version = version_in_force(programme, period.start, period.end)
    if version is None:
        raise NoApprovedPlan(period=period_name(kind, period.start))
    try:
        with transaction.atomic(), _history(by, now, "start report"):
            report = Report.objects.create(
                programme=programme,
                plan_version=version,
                kind=kind,
                start_date=period.start,
                end_date=period.end,
                created_by=by,
                created_at=now,
            )
            _add_entries(report, version)
    except IntegrityError as error:
        if violated_constraint(error) == "report_one_of_a_kind_per_period":
            raise PeriodReported(period=period_name(kind, period.start)) from error
        raise
    compute_values(programme, programme.indicators.all(), now=now, today=timezone.localdate(now))
    return report


@transaction.atomic
def report_on_plan_in_force(*, report: Report, by: User, now: datetime) -> Report:
    """Let an open report speak of the plan as amended since it was started.

    Texts stay; one of an activity that the plan no longer has stays where it says something.
    Raises PermissionDenied, ReportNotOpen, NoApprovedPlan.
    """
    if not may_manage(by, report.programme):
        raise PermissionDenied
    locked = locked_open_report(report)
    version = version_in_force(report.programme, report.start_date, report.end_date)
    if version is None:
        raise NoApprovedPlan(period=report.period_name)
    with _history(by, now, "take over plan version"):
        locked.plan_version = version
        locked.save(update_fields=["plan_version"])
        kept = version.sections.values("activity")
        locked.entries.filter(done="", deviation="").exclude(activity__in=kept).delete()
        _add_entries(locked, version)
    return locked


@transaction.atomic
def discard_report(*, report: Report, by: User, now: datetime) -> None:
    """Delete a draft that was never submitted. History keeps what was written.

    Raises PermissionDenied, ReportNotOpen, SubmittedBefore.
    """
    if not may_manage(by, report.programme):
        raise PermissionDenied
    locked = locked_open_report(report)
    if locked.status != ReportStatus.DRAFT:
        raise SubmittedBefore
    with _history(by, now, "discard report"):
        locked.delete()


def locked_open_report(report: Report) -> Report:
    """The report as it is once nobody else writes to it; raises ReportNotOpen."""
    locked = locked_report(report)
    if not locked.is_open:
        raise ReportNotOpen
    return locked


def locked_report(report: Report) -> Report:
    return (
        Report.objects.select_for_update(of=["self"], no_key=True)
        .select_related("programme", "plan_version__plan")
        .get(pk=report.pk)
    )


def _period(programme: Programme, kind: str, start_date: date) -> ReportPeriod:
    if kind in MONTHS:
        for period in periods_within(kind, programme.start_date, programme.end_date):
            if period.start == start_date:
                return period
    raise NotAReportPeriod


def _add_entries(report: Report, version: PlanVersion) -> None:
    has = set(report.entries.values_list("activity", flat=True))
    activities = version.sections.order_by("position").values_list("activity", flat=True)
    ReportEntry.objects.bulk_create(
        ReportEntry(report=report, activity_id=activity)
        for activity in dict.fromkeys(activities)
        if activity not in has
    )


def _history(by: User, now: datetime, step: str) -> pghistory.context:
    return pghistory.context(user=by.pk, at=now.isoformat(), step=step)
