"""Making a training, writing it, copying it; its call and the call's questions."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.queries.record_defaults import own_organisations
from loim.people.models import User
from loim.programmes.permissions import may_record, programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices
from loim.trainings.actions.training.call_rules import remove_question, save_call, save_question
from loim.trainings.actions.training.recording import copy_training, create_training, edit_training
from loim.trainings.forms.training.call import CallForm
from loim.trainings.forms.training.rows import QuestionForm
from loim.trainings.forms.training.training import CopyForm, TrainingForm
from loim.trainings.models import Call, CallQuestion, Training, TrainingStatus
from loim.trainings.views.training.loading import call_of, changeable_training


def _form(request: HttpRequest, training: Training) -> TrainingForm:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    return TrainingForm(
        request.POST or None,
        instance=training,
        organisers=own_organisations(person),
        activities=activity_choices(programmes_taken_part_in(person)),
    )


@allowed(may_record)
def new_training(request: HttpRequest) -> HttpResponse:
    token = request.POST.get("submission", "")
    training = Training(submission=_uuid(token))
    form = _form(request, training)
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        made = create_training(
            training=form.wanted(),
            partners=list(form.cleaned_data["partners"]),
            by=person,
            now=timezone.now(),
        )
        messages.success(request, _("The training is there, as a draft. Next, its call."))
        return redirect("training-call", made.pk)
    return render(
        request,
        "trainings/training/edit.html",
        {"form": form, "submission": training.submission, "is_new": True},
    )


def _uuid(text: str) -> Any:
    from uuid import UUID

    try:
        return UUID(text)
    except ValueError:
        return uuid4()


@allowed(may_record)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    shown = changeable_training(request, pk)
    form = _form(request, changeable_training(request, pk))
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        edit_training(
            training=form.wanted(),
            partners=list(form.cleaned_data["partners"]),
            by=person,
            now=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("training", pk)
    return render(request, "trainings/training/edit.html", {"form": form, "training": shown})


@allowed(may_record)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    form = CopyForm(request.POST or None, initial={"submission": uuid4()})
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        made = copy_training(
            training=training,
            first_day=form.cleaned_data["first_day"],
            submission=form.cleaned_data["submission"],
            by=person,
            now=timezone.now(),
        )
        messages.success(request, _("Copied, as a draft: look through its dates and texts."))
        return redirect("training-call", made.pk)
    return render(request, "trainings/training/copy.html", {"form": form, "training": training})


@allowed(may_record)
def edit_call(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    wanted = Call.objects.prefetch_related("composition_rules", "county_rules").get(
        pk=training.call.pk
    )
    wanted.training = training
    form = CallForm(request.POST or None, instance=wanted)
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        try:
            save_call(
                call=form.instance,
                composition=form.composition(),
                counties=form.county_limits(),
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The call is saved."))
            return redirect("training-call", pk)
    return render(
        request,
        "trainings/training/call.html",
        {
            "training": training,
            "call": wanted,
            "form": form,
            "questions": list(wanted.questions.order_by("number", "pk")),
            "is_public": training.status != TrainingStatus.DRAFT,
        },
    )


@allowed(may_record)
def new_question(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    return _question(request, CallQuestion(call=call_of(training)))


@allowed(may_record)
def edit_question(request: HttpRequest, pk: int) -> HttpResponse:
    return _question(request, _own_question(request, pk))


def _own_question(request: HttpRequest, pk: int) -> CallQuestion:
    question = get_object_or_404(CallQuestion.objects.select_related("call"), pk=pk)
    question.call.training = changeable_training(request, question.call.training_id)
    return question


def _question(request: HttpRequest, question: CallQuestion) -> HttpResponse:
    training = question.call.training
    form = QuestionForm(request.POST or None, instance=question)
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        try:
            save_question(question=form.instance, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is saved."))
            return redirect("training-call", training.pk)
    return render(
        request,
        "trainings/training/row.html",
        {"training": training, "form": form, "row": question, "what": "question"},
    )


@allowed(may_record)
def delete_question(request: HttpRequest, pk: int) -> HttpResponse:
    question = _own_question(request, pk)
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST":
        try:
            remove_question(question=question, by=person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The question is taken out."))
    return redirect("training-call", question.call.training_id)
