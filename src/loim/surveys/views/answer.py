"""Answering by a secret link: without an account, on any device, alone or with colleagues."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.surveys.actions.answering import (
    AnswersMissing,
    Saved,
    save_draft,
    send_anonymously,
    send_answer,
)
from loim.surveys.forms.answering import AnswerForm
from loim.surveys.logic.answer_rows import asked_questions
from loim.surveys.models import Draft, SurveyInvitation, SurveyQuestion, SurveyStatus
from loim.surveys.queries.answer_link import invitation_of
from loim.surveys.queries.answer_words import answers_in_words
from loim.surveys.queries.questionnaire import Page, Questionnaire, questionnaire

_BY_LINK = "the secret in the link is the permission"


@public(_BY_LINK)
@never_cache
def answer_start(request: HttpRequest, key: str) -> HttpResponse:
    """What is asked, why, and who will see it; an anonymous questionnaire itself."""
    invitation = invitation_of(key)
    if invitation is None:
        return render(request, "surveys/answer_unknown.html", status=404)
    survey = invitation.survey
    context: dict[str, Any] = {"survey": survey, "invitation": invitation, "key": key}
    if not survey.takes_answers:
        is_over = survey.is_over or survey.closes_at <= timezone.now()
        context["is_over"] = is_over and survey.status != SurveyStatus.DRAFT
        return render(request, "surveys/answer_shut.html", context, status=410 if is_over else 200)
    if survey.is_anonymous:
        return _anonymous(request, invitation, context)
    asked = questionnaire(survey)
    draft = Draft.objects.filter(invitation=invitation).first()
    context |= {
        "pages": asked.pages,
        "draft": draft,
        "words": answers_in_words(asked, draft.answers) if draft else [],
        "replaced": _replaced(asked, draft) if draft else [],
    }
    return render(request, "surveys/answer_start.html", context)


def _anonymous(
    request: HttpRequest, invitation: SurveyInvitation, context: dict[str, Any]
) -> HttpResponse:
    if invitation.has_answered:
        return render(request, "surveys/answer_used.html", context)
    asked = questionnaire(invitation.survey)
    is_sent = request.method == "POST"
    form = AnswerForm(request.POST if is_sent else None, pages=asked.pages)
    if is_sent and form.is_valid():
        try:
            send_anonymously(invitation=invitation, answers=form.answers(), now=timezone.now())
        except AnswersMissing as lacking:
            form.mark_missing(lacking.questions)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("survey-thanks")
    return render(request, "surveys/answer_anonymous.html", {**context, "form": form})


@public(_BY_LINK)
@never_cache
def answer_page(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One page of a named survey; the last one sends."""
    invitation = invitation_of(key)
    if invitation is None:
        return render(request, "surveys/answer_unknown.html", status=404)
    survey = invitation.survey
    if survey.is_anonymous or not survey.takes_answers:
        return redirect("survey-answer", key)
    asked = questionnaire(survey)
    if not 1 <= number <= len(asked.pages):
        return redirect("survey-answer", key)
    if request.method == "POST":
        return _save_page(request, invitation, asked, key, number)
    draft = Draft.objects.filter(invitation=invitation).first() or Draft(invitation=invitation)
    page = _shown(asked, number, draft.answers)
    form = AnswerForm(pages=[page], answers=draft.answers)
    return _render_page(request, invitation, asked, key=key, number=number, form=form, draft=draft)


def _save_page(  # noqa: PLR0911  # every way that a page can end
    request: HttpRequest, invitation: SurveyInvitation, asked: Questionnaire, key: str, number: int
) -> HttpResponse:
    before = Draft.objects.filter(invitation=invitation).first() or Draft(invitation=invitation)
    page = _shown(asked, number, before.answers)
    form = AnswerForm(request.POST, pages=[page])
    by_script = request.POST.get("by_script") == "1"
    if not form.is_valid():
        if by_script:
            return JsonResponse({"saved": False})
        return _render_page(
            request, invitation, asked, key=key, number=number, form=form, draft=before
        )
    given: dict[str, Any] = {
        "invitation": invitation,
        "seen": _seen(request.POST.get("seen", "")),
        "answers": form.answers(),
        "seen_version": _number(request.POST.get("version", "")),
        "saved_by": _who(request),
        "now": timezone.now(),
    }
    try:
        if "send" not in request.POST or by_script:
            saved = save_draft(**given)
        else:
            sent = send_answer(**given)
            if sent.sheet is not None:
                return render(request, "surveys/answer_sent.html", _sent(invitation, key))
            if sent.missing and not sent.saved.was_changed:
                return _missing(
                    request,
                    invitation,
                    asked,
                    key=key,
                    number=number,
                    missing=list(sent.missing),
                )
            saved = sent.saved
    except Refusal as refusal:
        if by_script:
            return JsonResponse({"saved": False})
        form.add_error(None, str(refusal))
        return _render_page(
            request, invitation, asked, key=key, number=number, form=form, draft=before
        )
    if by_script:
        return JsonResponse(_for_script(saved, form))
    return _go_on(request, saved, asked, key, number)


def _go_on(
    request: HttpRequest, saved: Saved, asked: Questionnaire, key: str, number: int
) -> HttpResponse:
    """To the next page; back to this one where a colleague wrote meanwhile."""
    if saved.replaced or (saved.was_changed and "send" in request.POST):
        page = _shown(asked, number, saved.draft.answers)
        form = AnswerForm(pages=[page], answers=saved.draft.answers)
        return _render_page(
            request,
            saved.draft.invitation,
            asked,
            key=key,
            number=number,
            form=form,
            draft=saved.draft,
            warns=saved,
        )
    if "stop" in request.POST:
        return redirect("survey-answer", key)
    if "back" in request.POST:
        return redirect("survey-answer-page", key, max(number - 1, 1))
    if number < len(asked.pages):
        return redirect("survey-answer-page", key, number + 1)
    return redirect("survey-answer", key)


def _missing(
    request: HttpRequest,
    invitation: SurveyInvitation,
    asked: Questionnaire,
    *,
    key: str,
    number: int,
    missing: list[int],
) -> HttpResponse:
    """This page again where something is missing on it, else the first on which it is."""
    draft = Draft.objects.get(invitation=invitation)
    pages = {asked.page_of(question) for question in missing}
    wanted = number if number in pages else min(pages)
    form = AnswerForm(pages=[_shown(asked, wanted, draft.answers)], answers=draft.answers)
    form.mark_missing([each for each in missing if asked.page_of(each) == wanted])
    return _render_page(request, invitation, asked, key=key, number=wanted, form=form, draft=draft)


def _render_page(
    request: HttpRequest,
    invitation: SurveyInvitation,
    asked: Questionnaire,
    *,
    key: str,
    number: int,
    form: AnswerForm,
    draft: Draft,
    warns: Saved | None = None,
) -> HttpResponse:
    shown = form.answers() if form.is_bound and not form.errors else _on_page(form, draft)
    context = {
        "survey": invitation.survey,
        "invitation": invitation,
        "key": key,
        "form": form,
        "number": number,
        "pages": asked.pages,
        "is_first": number == 1,
        "is_last": number == len(asked.pages),
        "draft": draft,
        "version": request.POST.get("version", draft.version) if form.errors else draft.version,
        "seen": request.POST.get("seen", "{}") if form.errors else json.dumps(shown),
        "was_changed": warns is not None,
        "replaced": _replaced(asked, draft) if warns and warns.replaced else [],
    }
    return render(request, "surveys/answer_page.html", context)


def _shown(asked: Questionnaire, number: int, answers: dict[str, Any]) -> Page:
    """Without questions whose condition on an earlier page is not met; one on this page is the
    script's matter."""
    page = asked.pages[number - 1]
    here = {question.pk for question in page.questions}
    met = {each.key for each in asked_questions(asked.asked(), answers)}

    def is_shown(question: SurveyQuestion) -> bool:
        if question.only_if is None or question.pk in met:
            return True
        return question.only_if.question_id in here

    return Page(page.section, [each for each in page.questions if is_shown(each)])


def _on_page(form: AnswerForm, draft: Draft) -> dict[str, Any]:
    keys = {str(question.pk) for question in form.questions}
    return {key: value for key, value in draft.answers.items() if key in keys}


def _replaced(asked: Questionnaire, draft: Draft) -> list[tuple[str, str, str]]:
    """(question, what a colleague had answered, who), the latest first."""
    by_key = asked.by_key
    found = []
    for row in reversed(draft.replaced):
        if row["question"] in by_key:
            words = answers_in_words(asked, {str(row["question"]): row["answer"]}, only_given=True)
            found += [(label, text, row["by"]) for label, text in words]
    return found


def _for_script(saved: Saved, form: AnswerForm) -> dict[str, Any]:
    return {
        "saved": True,
        "version": saved.draft.version,
        "seen": json.dumps(_on_page(form, saved.draft)),
        "replaced": bool(saved.replaced),
        "text": _("Saved."),
    }


def _sent(invitation: SurveyInvitation, key: str) -> dict[str, Any]:
    return {"survey": invitation.survey, "invitation": invitation, "key": key}


def _seen(text: str) -> dict[str, Any]:
    """What the page showed; only for merging, so whatever comes is taken for what it is."""
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _who(request: HttpRequest) -> str:
    return request.user.get_full_name() if isinstance(request.user, User) else ""


@public("says thank you")
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "surveys/answer_thanks.html")
