"""A subject's self-assessments: what can be begun, what is under way, what was found."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from loim.assessments.actions.assessing import begin_assessment
from loim.assessments.models import Questionnaire, Subject
from loim.assessments.permissions import may_lead, may_read
from loim.assessments.queries.results import history_of
from loim.assessments.queries.subject import offered_to, under_way_of
from loim.assessments.subjects import kind_of
from loim.assessments.views.loading import led_subject, person_of
from loim.common.access import signed_in
from loim.common.refusals import Refusal


@signed_in
def subject_page(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(Subject, pk=pk)
    leads = may_lead(request.user, subject)
    if not (leads or may_read(request.user, subject)):
        raise PermissionDenied
    under_way = under_way_of(subject) if leads else []
    context = {
        "subject": subject,
        "page_url": kind_of(subject).page(subject),
        "leads": leads,
        "under_way": under_way,
        "offered": offered_to(subject, under_way) if leads else [],
        "finished": history_of(subject),
    }
    return render(request, "assessments/subject.html", context)


@signed_in
@require_POST
def begin(request: HttpRequest, pk: int, questionnaire: str) -> HttpResponse:
    subject = led_subject(request, pk)
    by = get_object_or_404(Questionnaire, slug=questionnaire)
    try:
        row = begin_assessment(
            subject=subject, questionnaire=by, by=person_of(request), now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments-of-subject", pk)
    return redirect("assessment", row.pk)
