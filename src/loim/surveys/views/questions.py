"""Building the questionnaire: its pages, its questions, and how answerers will see it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.logic.question_order import earlier_than
from loim.people.models import User
from loim.programmes.permissions import may_record
from loim.surveys.actions.questions import (
    add_question,
    edit_question,
    move_question,
    move_section,
    placed_questions,
    remove_section,
    save_section,
    withdraw_question,
)
from loim.surveys.forms.answering import AnswerForm
from loim.surveys.forms.question import QuestionForm, SectionForm
from loim.surveys.models import (
    CHOICE_KINDS,
    Survey,
    SurveyOption,
    SurveyQuestion,
    SurveyQuestionKind,
    SurveySection,
)
from loim.surveys.queries.questionnaire import questionnaire
from loim.surveys.views.loading import kept_survey


@allowed(may_record)
def question_list(request: HttpRequest, pk: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    context = {
        "survey": survey,
        "pages": questionnaire(survey, with_withdrawn=True).pages,
        "kinds": SurveyQuestionKind.choices,
    }
    return render(request, "surveys/questions.html", context)


@allowed(may_record)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    form = AnswerForm(pages=questionnaire(survey).pages)
    return render(request, "surveys/preview.html", {"survey": survey, "form": form})


@allowed(may_record)
def question_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    survey = kept_survey(request, pk)
    if kind not in SurveyQuestionKind.values:
        raise Http404
    sections = survey.sections.order_by("position", "pk")
    wanted = request.GET.get("page", "")
    section = next((each for each in sections if str(each.pk) == wanted), sections.last())
    question = SurveyQuestion(survey=survey, kind=kind)
    if section is not None:
        question.section = section
    return _edit(request, survey, question)


@allowed(may_record)
def question_edit(request: HttpRequest, pk: int, survey_question: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    return _edit(request, survey, _question(survey, survey_question))


def _edit(request: HttpRequest, survey: Survey, question: SurveyQuestion) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    was_label, was_asked = question.label, question.asked_label
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        question=question,
        conditions=_conditions(survey, question),
    )
    if request.method == "POST" and not form.is_growing and form.is_valid():
        try:
            _save(survey, question, form, by=person)
        except Refusal as refusal:
            form.other_errors.append(str(refusal))
        else:
            messages.success(request, _("The question is saved."))
            return redirect("survey-questions", survey.pk)
    context = {
        "survey": survey,
        "form": form,
        "question": question,
        "was_label": was_label,
        "was_asked": was_asked,
        "kind": SurveyQuestionKind(question.kind).label,
    }
    return render(request, "surveys/question.html", context)


def _save(survey: Survey, question: SurveyQuestion, form: QuestionForm, *, by: User) -> None:
    now, facts = timezone.now(), form.facts()
    if question.pk:
        edit_question(
            question=question, facts=facts, means_the_same=form.means_the_same, by=by, now=now
        )
    else:
        add_question(survey=survey, kind=question.kind, facts=facts, by=by, now=now)


def _conditions(survey: Survey, question: SurveyQuestion) -> list[SurveyOption]:
    """Options of earlier questions."""
    keys = earlier_than(placed_questions(survey), question.pk, "application")
    rows = (
        SurveyOption.objects.filter(question__in=keys, question__kind__in=CHOICE_KINDS)
        .select_related("question__survey")
        .order_by("question__section__position", "question__position", "position", "pk")
    )
    return list(rows)


@allowed(may_record)
@require_POST
def question_move(request: HttpRequest, pk: int, survey_question: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    step = -1 if request.POST.get("step") == "earlier" else 1
    try:
        move_question(question=_question(survey, survey_question), step=step, by=person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("survey-questions", pk)


@allowed(may_record)
@require_POST
def question_withdraw(request: HttpRequest, pk: int, survey_question: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    question = _question(survey, survey_question)
    try:
        withdraw_question(question=question, by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = (
            _("The question is withdrawn. Its answers stay in the results.")
            if survey.opened_at
            else _("The question is removed.")
        )
        messages.success(request, text)
    return redirect("survey-questions", pk)


@allowed(may_record)
def section_new(request: HttpRequest, pk: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    return _edit_section(request, survey, SurveySection(survey=survey))


@allowed(may_record)
def section_edit(request: HttpRequest, pk: int, survey_section: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    return _edit_section(request, survey, _section(survey, survey_section))


def _edit_section(request: HttpRequest, survey: Survey, section: SurveySection) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    form = SectionForm(request.POST or None, instance=section, source_language=survey.language)
    if request.method == "POST" and form.is_valid():
        try:
            save_section(
                survey=survey,
                section=section if section.pk else None,
                title=form.cleaned_data["title"],
                description=form.cleaned_data["description"],
                translations=form.instance.translations,
                by=person,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The page is saved."))
            return redirect("survey-questions", survey.pk)
    context = {"survey": survey, "form": form, "section": section}
    return render(request, "surveys/section.html", context)


@allowed(may_record)
@require_POST
def section_move(request: HttpRequest, pk: int, survey_section: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    section = _section(survey, survey_section)
    try:
        if request.POST.get("step") == "remove":
            remove_section(section=section, by=person)
            messages.success(request, _("The page is removed."))
        else:
            step = -1 if request.POST.get("step") == "earlier" else 1
            move_section(section=section, step=step, by=person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("survey-questions", pk)


def _question(survey: Survey, key: int) -> SurveyQuestion:
    question = get_object_or_404(
        SurveyQuestion.objects.select_related("section"),
        pk=key,
        survey=survey,
        withdrawn_at=None,
    )
    question.survey = survey
    return question


def _section(survey: Survey, key: int) -> SurveySection:
    section = get_object_or_404(SurveySection, pk=key, survey=survey)
    section.survey = survey
    return section
