"""A report's way between implementer and ministry."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.report_steps import (
    accept_report,
    add_note,
    send_back_report,
    submit_report,
)
from loim.programmes.forms.reports import AnswerForm, NoteForm, SubmitForm
from loim.programmes.logic.report_states import ReportStatus, ReportStep
from loim.programmes.queries.report_page import report_page
from loim.programmes.views.report_access import answered_report, managed_report, visible_report


@signed_in
def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, which numbers will be frozen; then the step itself."""
    report, person = managed_report(request, pk)
    if not report.is_open:
        return redirect("report", pk)
    form = SubmitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            submit_report(
                report=report, by=person, now=timezone.now(), note=form.cleaned_data["note"]
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("The report is submitted. Its numbers are frozen and the period is locked."),
            )
            return redirect("report", pk)
    context = {
        "report": report,
        "programme": report.programme,
        "page": report_page(report),
        "form": form,
    }
    return render(request, "programmes/report_submit.html", context)


@signed_in
def report_answer(request: HttpRequest, pk: int) -> HttpResponse:
    report, person = answered_report(request, pk)
    if report.status != ReportStatus.SUBMITTED:
        return redirect("report", pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_accepted = form.cleaned_data["step"] == ReportStep.ACCEPT
        answer = accept_report if is_accepted else send_back_report
        try:
            answer(report=report, by=person, now=timezone.now(), note=form.cleaned_data["note"])
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("The report is accepted and public.")
                if is_accepted
                else _("The report is sent back with your notes."),
            )
            return redirect("report", pk)
    context = {"report": report, "programme": report.programme, "form": form}
    return render(request, "programmes/report_answer.html", context)


@signed_in
@require_POST
def report_note(request: HttpRequest, pk: int) -> HttpResponse:
    report = visible_report(request, pk)
    if not isinstance(request.user, User):
        raise PermissionDenied
    form = NoteForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    try:
        add_note(report=report, by=request.user, now=timezone.now(), text=text)
    except Refusal as refused:
        messages.error(request, str(refused))
    response = redirect("report", pk)
    response["Location"] += "#notes"
    return response
