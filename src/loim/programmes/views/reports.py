"""Reports of a programme: the list, starting one, discarding a draft."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.reports import (
    NotAReportPeriod,
    discard_report,
    report_on_plan_in_force,
    start_report,
)
from loim.programmes.forms.reports import ReportFilterForm, ReportStartForm
from loim.programmes.models import Programme
from loim.programmes.permissions import may_manage, takes_part
from loim.programmes.queries.reports import filtered_reports, reportable_periods
from loim.programmes.views.report_access import managed_report


@public("accepted reports tell what public money did; others are left out for others")
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    is_insider = takes_part(request.user, programme)
    filters = ReportFilterForm(request.GET, programme=programme, with_open_ones=is_insider)
    found = filtered_reports(programme, with_open_ones=is_insider, **filters.wanted)
    may_start = may_manage(request.user, programme)
    context = {
        "programme": programme,
        "reports": paged(request, found.select_related("plan_version__plan")),
        "filters": filters,
        "is_insider": is_insider,
        "start_form": ReportStartForm(periods=reportable_periods(programme, timezone.localdate()))
        if may_start
        else None,
    }
    return render(request, "programmes/reports.html", context)


@signed_in
@require_POST
def report_start(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    if not isinstance(request.user, User) or not may_manage(request.user, programme):
        raise PermissionDenied
    kind, _colon, start = request.POST.get("period", "").partition(":")
    try:
        report = start_report(
            programme=programme,
            kind=kind,
            start_date=_day(start),
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("reports", programme.slug)
    messages.success(request, _("The report has been started. Write what was done."))
    return redirect("report", report.pk)


@signed_in
@require_POST
def report_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Report on the plan as amended since the report was started."""
    report, person = managed_report(request, pk)
    try:
        report_on_plan_in_force(report=report, by=person, now=timezone.now())
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The report is now on the plan version in force."))
    return redirect("report", pk)


@signed_in
def report_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first."""
    report, person = managed_report(request, pk)
    if request.method != "POST":
        context = {"report": report, "programme": report.programme}
        return render(request, "programmes/report_discard.html", context)
    try:
        discard_report(report=report, by=person, now=timezone.now())
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("report", pk)
    messages.success(request, _("The draft was discarded."))
    return redirect("reports", report.programme.slug)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotAReportPeriod from None
