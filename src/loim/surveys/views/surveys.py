"""The list of surveys, one survey's page for those who keep it, and its steps."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed, public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.queries.record_defaults import own_organisations
from loim.people.models import User
from loim.programmes.permissions import may_record, programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices
from loim.surveys.actions.steps import (
    close_survey,
    latest_end,
    open_survey,
    publish_results,
    reopen_survey,
    take_results_back,
)
from loim.surveys.actions.surveys import copy_survey, edit_survey, make_survey
from loim.surveys.forms.survey import CopyForm, FindingsForm, ReopenForm, SurveyForm
from loim.surveys.models import Survey
from loim.surveys.permissions import may_change_survey, may_see_survey
from loim.surveys.queries.answer_link import answer_path_of
from loim.surveys.queries.own_work import surveys_to_answer
from loim.surveys.queries.questionnaire import questionnaire
from loim.surveys.queries.survey_list import listed_surveys, planned_trainings, progress_of
from loim.surveys.views.loading import found_survey, kept_survey


@public("published results are for everybody; others see what they may")
def survey_list(request: HttpRequest) -> HttpResponse:
    person = request.user
    waiting = surveys_to_answer(person) if person.is_authenticated else []
    context = {
        "surveys": paged(request, listed_surveys(person)),
        "waiting": [(each, answer_path_of(each)) for each in waiting],
        "may_record": person.is_authenticated and may_record(person),
    }
    return render(request, "surveys/survey_list.html", context)


@signed_in
def survey_page(request: HttpRequest, pk: int) -> HttpResponse:
    survey = found_survey(pk)
    if not may_see_survey(request.user, survey):
        raise PermissionDenied
    if not may_change_survey(request.user, survey):
        if survey.is_public:
            return redirect("survey-results", pk)
        return render(request, "surveys/survey_seen.html", {"survey": survey})
    progress = progress_of(survey)
    context: dict[str, Any] = {
        "survey": survey,
        "progress": progress,
        "pages": questionnaire(survey).pages,
        "planned": planned_trainings(survey),
        "copies": survey.copies.order_by("pk"),
        "reopen": ReopenForm(initial={"closes_at": latest_end(timezone.now())}),
        "copy": CopyForm(initial={"title": survey.title}),
        "closes_soon": survey.takes_answers
        and survey.closes_at - timezone.now() < timedelta(days=7),
    }
    return render(request, "surveys/survey.html", context)


@allowed(may_record)
def survey_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, Survey())


@allowed(may_record)
def survey_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, kept_survey(request, pk))


def _edit(request: HttpRequest, survey: Survey) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    form = SurveyForm(
        request.POST or None,
        instance=survey,
        source_language=survey.language if survey.pk else request.POST.get("language", "et"),
        organisations=own_organisations(person),
        activities=activity_choices(programmes_taken_part_in(person)),
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            if survey.pk:
                edit_survey(survey=survey, facts=form.facts(), by=person, now=now)
            else:
                made = make_survey(
                    facts=form.facts(), submission=form.sent_once, by=person, now=now
                )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if survey.pk:
                messages.success(request, _("The survey is saved."))
                return redirect("survey", survey.pk)
            messages.success(request, _("The survey is made. Now write what it asks."))
            return redirect("survey-questions", made.pk)
    title = found_survey(survey.pk).title if survey.pk else ""
    context = {"form": form, "survey": survey, "was_title": title}
    return render(request, "surveys/survey_edit.html", context)


@allowed(may_record)
@require_POST
def survey_copy(request: HttpRequest, pk: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    form = CopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a title for the new survey."))
        return redirect("survey", pk)
    person: User = request.user  # type: ignore[assignment]
    made = copy_survey(
        survey=survey, title=form.cleaned_data["title"], by=person, now=timezone.now()
    )
    messages.success(request, _("The copy is a draft. Check its days, then change what you need."))
    return redirect("survey-edit", made.pk)


@allowed(may_record)
@require_POST
def survey_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    try:
        match step:
            case "open":
                open_survey(survey=survey, by=person, now=now)
                text = _("The survey is open. Invitations leave when it begins to take answers.")
            case "close":
                close_survey(survey=survey, by=person, now=now)
                text = _("The survey is closed. Look at its results.")
            case "reopen":
                form = ReopenForm(request.POST)
                if not form.is_valid():
                    messages.error(request, _("Choose a day that is still to come."))
                    return redirect("survey", pk)
                closes = form.cleaned_data["closes_at"]
                reopen_survey(survey=survey, closes_at=closes, by=person, now=now)
                text = _("The survey takes answers again.")
            case "take-back":
                take_results_back(survey=survey, by=person, now=now)
                text = _("The results are no longer public.")
            case _:
                raise Http404
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, text)
    return redirect("survey", pk)


@allowed(may_record)
def survey_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The results as everybody will see them, with a few sentences above."""
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    form = FindingsForm(request.POST or None, instance=survey, source_language=survey.language)
    if request.method == "POST" and form.is_valid():
        try:
            publish_results(
                survey=survey,
                findings=form.instance.findings,
                translations=form.instance.translations,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The results are published."))
            return redirect("survey-results", pk)
    return render(request, "surveys/publish.html", {"survey": survey, "form": form})
