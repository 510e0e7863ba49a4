"""The organiser's questions: the list, one question, and the form as applicants see it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.registration.questions import (
    add_question,
    edit_question,
    move_question,
    placed_questions,
    remove_question,
)
from loim.events.actions.registration.ready_made import PATTERNS, ReadyMade, add_ready_made
from loim.events.forms.registration.question import QuestionForm
from loim.events.logic.question_order import earlier_than
from loim.events.models import (
    CLOSED_KINDS,
    TO_BE_HELD,
    Event,
    Option,
    Question,
    QuestionKind,
    QuestionStage,
)
from loim.events.queries.registration.question_list import (
    answered_by_option,
    answered_by_question,
    listed_questions,
)
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def question_list(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    return render(
        request,
        "events/registration/questions.html",
        {
            "event": event,
            "stages": [
                (QuestionStage(stage), listed) for stage, listed in listed_questions(event).items()
            ],
            "kinds": QuestionKind.choices,
            "ready_made": [(which.value, PATTERNS[which].label) for which in ReadyMade],
            "is_over": event.status not in TO_BE_HELD,
        },
    )


@allowed(may_record)
def question_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    event = changeable_event(request, pk)
    if kind not in QuestionKind.values:
        raise Http404
    return _edit(request, event, Question(event=event, kind=kind))


@allowed(may_record)
def question_edit(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    event = changeable_event(request, pk)
    return _edit(request, event, _question(event, question))


def _edit(request: HttpRequest, event: Event, question: Question) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        question=question,
        conditions=_conditions(event, question),
        chosen=answered_by_option(question) if question.pk else {},
        language=event.language,
    )
    if request.method == "POST" and not form.is_growing and form.is_valid():
        try:
            _save(event, question, form, by=person)
        except Refusal as refusal:
            form.other_errors.append(str(refusal))
        else:
            messages.success(request, _("The question is saved."))
            return redirect("event-questions", event.pk)
    return render(
        request,
        "events/registration/question.html",
        {
            "event": event,
            "form": form,
            "question": question,
            "kind": QuestionKind(question.kind).label,
            "answered": answered_by_question(event).get(question.pk, 0) if question.pk else 0,
            "is_over": event.status not in TO_BE_HELD,
        },
    )


def _save(event: Event, question: Question, form: QuestionForm, *, by: User) -> None:
    now, facts = timezone.now(), form.facts()
    if question.pk:
        edit_question(question=question, facts=facts, by=by, now=now)
    else:
        add_question(event=event, kind=question.kind, facts=facts, by=by, now=now)


def _conditions(event: Event, question: Question) -> list[Option]:
    """Answers of earlier questions, in whichever stage this one is asked."""
    keys = earlier_than(placed_questions(event), question.pk, QuestionStage.FOLLOW_UP)
    return list(
        Option.objects.filter(question__in=keys, question__kind__in=CLOSED_KINDS, removed_at=None)
        .select_related("question__event")
        .order_by("question__position", "question", "position", "pk")
    )


@allowed(may_record)
@require_POST
def question_ready_made(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    wanted = request.POST.get("which", "")
    if wanted not in set(ReadyMade):
        raise Http404
    person: User = request.user  # type: ignore[assignment]
    try:
        question = add_ready_made(
            event=event, which=ReadyMade(wanted), by=person, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("event-questions", pk)
    messages.success(request, _("The question is added. Change what you need."))
    return redirect("event-question-edit", pk, question.pk)


@allowed(may_record)
@require_POST
def question_move(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    step = -1 if request.POST.get("step") == "earlier" else 1
    try:
        move_question(question=_question(event, question), step=step, by=person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("event-questions", pk)


@allowed(may_record)
@require_POST
def question_remove(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    try:
        remove_question(question=_question(event, question), by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The question is not asked any more. Answers that were given stay.")
        )
    return redirect("event-questions", pk)


def _question(event: Event, key: int) -> Question:
    question = get_object_or_404(Question, pk=key, event=event, removed_at=None)
    question.event = event
    return question
