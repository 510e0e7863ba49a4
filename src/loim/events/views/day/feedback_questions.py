"""What is asked afterwards: the organiser's own few questions, or the ready-made ones."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.day.feedback_questions import (
    add_question,
    add_ready_questions,
    change_question,
    move_question,
    remove_question,
)
from loim.events.forms.day.feedback import FeedbackQuestionForm
from loim.events.models import Event, FeedbackAnswer, FeedbackQuestion
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def questions_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    form = _form(request if "add" in request.POST else None, event, FeedbackQuestion(event=event))
    if request.method == "POST":
        if "add" not in request.POST:
            _do(request, event)
            return redirect("event-feedback-questions", pk)
        if form.is_valid() and _attempt(request, partial(add_question, event=event), form):
            messages.success(request, _("The question is added."))
            return redirect("event-feedback-questions", pk)
    questions = event.feedback_questions.select_related("event").order_by("position", "pk")
    return render(
        request,
        "events/day/feedback_questions.html",
        {
            "event": event,
            "questions": questions,
            "form": form,
            "is_answered": FeedbackAnswer.objects.filter(question__event=event).exists(),
        },
    )


@allowed(may_record)
def question_page(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    question = get_object_or_404(FeedbackQuestion, pk=question_pk, event=event)
    form = _form(request, event, question)
    action = partial(change_question, question=question)
    if request.method == "POST" and form.is_valid() and _attempt(request, action, form):
        messages.success(request, _("The changes are saved."))
        return redirect("event-feedback-questions", pk)
    return render(
        request,
        "events/day/feedback_question.html",
        {"event": event, "question": question, "form": form},
    )


def _form(
    request: HttpRequest | None, event: Event, question: FeedbackQuestion
) -> FeedbackQuestionForm:
    data = request.POST if request is not None and request.method == "POST" else None
    return FeedbackQuestionForm(data, instance=question, source_language=event.language)


def _attempt(request: HttpRequest, action: Callable[..., Any], form: FeedbackQuestionForm) -> bool:
    try:
        action(
            kind=form.cleaned_data["kind"],
            label=form.cleaned_data["label"],
            translations=form.instance.translations,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _do(request: HttpRequest, event: Event) -> None:
    """The buttons beside the questions."""
    person: User = request.user  # type: ignore[assignment]
    given = request.POST
    now = timezone.now()
    try:
        if "ready" in given:
            add_ready_questions(event=event, by=person, now=now)
            return
        key = given.get("question", "")
        found = (
            event.feedback_questions.filter(pk=key) if key.isdecimal() and len(key) < 19 else None
        )
        question = found.first() if found is not None else None
        if question is None:
            return
        if "remove" in given:
            remove_question(question=question, by=person, now=now)
        else:
            places = -1 if "up" in given else 1
            move_question(question=question, by_places=places, by=person, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
