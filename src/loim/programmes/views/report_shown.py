"""The page of a report, rendered for whoever opens it: a reader, a writer, the ministry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.programmes.forms.reports import NoteForm, ReportTextsForm
from loim.programmes.logic.periods import Period
from loim.programmes.logic.report_states import ReportStatus, ReportStep
from loim.programmes.models import PeriodLock, PlanVersion, Report, ReportNote
from loim.programmes.permissions import may_approve, may_manage, takes_part
from loim.programmes.queries.report_differences import (
    differences_are_quick,
    report_differences,
)
from loim.programmes.queries.report_page import ReportPage
from loim.programmes.queries.reports import version_in_force


def rendered(
    request: HttpRequest,
    shown: Report,
    page: ReportPage,
    form: ReportTextsForm | None,
    *,
    unsaved: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    programme, person = shown.programme, request.user
    is_insider = takes_part(person, programme)
    is_manager, is_approver = may_manage(person, programme), may_approve(person, programme)
    is_quick = not shown.is_open and differences_are_quick(shown)
    period = Period(shown.start_date, shown.end_date)
    context = {
        "report": shown,
        "programme": programme,
        "page": page,
        "form": form,
        "unsaved": unsaved or [],
        "period_key": period.key,
        "is_insider": is_insider,
        "is_manager": is_manager,
        "may_answer": is_approver and shown.status == ReportStatus.SUBMITTED,
        "may_note": is_manager or is_approver,
        "notes": list(shown.notes.select_related("by").order_by("at", "pk")) if is_insider else [],
        "note_form": NoteForm(auto_id="note_%s"),
        "asked_for": _asked_for(shown),
        "locked_by": _locked_by(shown),
        "newer_version": _newer_version(shown) if form else None,
        "differences": report_differences(shown, timezone.localdate()) if is_quick else None,
    }
    return render(request, "programmes/report.html", context, status=status)


def _newer_version(shown: Report) -> PlanVersion | None:
    version = version_in_force(shown.programme, shown.start_date, shown.end_date)
    return version if version and version.pk != shown.plan_version_id else None


def _asked_for(shown: Report) -> ReportNote | None:
    """With which words it was sent back last."""
    if shown.status != ReportStatus.SENT_BACK:
        return None
    return shown.notes.filter(step=ReportStep.SEND_BACK).order_by("-at", "-pk").first()


def _locked_by(shown: Report) -> Report | None:
    """Another submitted report that holds some of the days of one that was sent back."""
    if shown.status != ReportStatus.SENT_BACK:
        return None
    locks = PeriodLock.objects.filter(
        programme=shown.programme_id,
        start_date__lte=shown.end_date,
        end_date__gte=shown.start_date,
    )
    found = locks.select_related("report").order_by("pk").first()
    return found.report if found else None
