"""The leader's pages: where it stands, the link, letters and poster, and the steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.assessments.actions.assessing import ask_alone, finish, give_up, meet
from loim.assessments.actions.letters import send_letters
from loim.assessments.forms.leading import LettersForm
from loim.assessments.models import Assessment, AssessmentStatus, SharedAnswer
from loim.assessments.queries.link import group_url
from loim.assessments.queries.sheets import progress_of
from loim.assessments.views.loading import led_assessment, person_of
from loim.common.access import signed_in
from loim.common.qr_code import qr_code
from loim.common.refusals import Refusal

STEPS = {"ask": ask_alone, "meet": meet, "finish": finish, "give-up": give_up}


@signed_in
def assessment_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands and what comes next; a finished one leads to its result."""
    row = led_assessment(request, pk)
    if row.state == AssessmentStatus.FINISHED:
        return redirect("assessment-result", pk)
    if row.state == AssessmentStatus.TOGETHER:
        return redirect("assessment-together", pk)
    return render(request, "assessments/assessment.html", _context(row))


def _context(row: Assessment, **more: Any) -> dict[str, Any]:
    asked = row.version.statements.count()
    link = group_url(row)
    return {
        "assessment": row,
        "asked": asked,
        "progress": progress_of(row, asked),
        "link": link,
        "code": qr_code(link),
        **more,
    }


@signed_in
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    row = led_assessment(request, pk)
    form = LettersForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            number = send_letters(
                assessment=row,
                addresses=form.cleaned_data["addresses"],
                language=form.cleaned_data["language"],
                note=form.cleaned_data["note"],
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            text = ngettext(
                "%(number)s letter is on its way.", "%(number)s letters are on their way.", number
            )
            messages.success(request, text % {"number": number})
            return redirect("assessment", pk)
    return render(request, "assessments/letters.html", {"assessment": row, "form": form})


@signed_in
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    row = led_assessment(request, pk)
    if row.state != AssessmentStatus.ALONE:
        return redirect("assessment", pk)
    link = group_url(row)
    context = {"assessment": row, "link": link, "code": qr_code(link)}
    return render(request, "assessments/poster.html", context)


@signed_in
@require_POST
def step(request: HttpRequest, pk: int, assessment_step: str) -> HttpResponse:
    row = led_assessment(request, pk)
    if assessment_step not in STEPS:
        raise Http404
    try:
        row = STEPS[assessment_step](assessment=row, by=person_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment", pk)
    if assessment_step == "give-up":
        messages.success(
            request, _("The self-assessment ended without a result. Begin anew when you like.")
        )
        return redirect("assessments-of-subject", row.subject_id)
    if assessment_step == "finish":
        messages.success(request, _("Done: here is where you stand, and what you can do next."))
    return redirect("assessment", pk)


def agreed_of(row: Assessment) -> dict[int, SharedAnswer]:
    rows = SharedAnswer.objects.filter(assessment=row).select_related("level__statement__version")
    return {answer.statement_id: answer for answer in rows}
