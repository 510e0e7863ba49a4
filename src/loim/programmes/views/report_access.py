"""Who sees which report, asked in one place by every page about reports."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.people.models import User
from loim.programmes.logic.report_states import ReportStatus
from loim.programmes.models import Report
from loim.programmes.permissions import may_approve, may_manage, takes_part

PUBLIC = "accepted reports tell what public money did; others are refused inside"


def visible_report(request: HttpRequest, pk: int) -> Report:
    """An accepted report for anyone, any other for those who take part in the programme."""
    report = get_object_or_404(
        Report.objects.select_related(
            "programme", "plan_version__plan", "submitted_by", "accepted_by"
        ),
        pk=pk,
    )
    if report.status != ReportStatus.ACCEPTED and not takes_part(request.user, report.programme):
        raise PermissionDenied
    return report


def managed_report(request: HttpRequest, pk: int) -> tuple[Report, User]:
    """The report and the manager who writes and submits it."""
    report = visible_report(request, pk)
    if not isinstance(request.user, User) or not may_manage(request.user, report.programme):
        raise PermissionDenied
    return report, request.user


def answered_report(request: HttpRequest, pk: int) -> tuple[Report, User]:
    """The report and the ministry's approver who accepts it or sends it back."""
    report = visible_report(request, pk)
    if not isinstance(request.user, User) or not may_approve(request.user, report.programme):
        raise PermissionDenied
    return report, request.user
