"""The organiser's side of assessment: criteria, assessors, progress, and the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.permissions import may_record
from loim.trainings.actions.assessment.assessing import reopen_assessment
from loim.trainings.actions.assessment.deciding import decide_call
from loim.trainings.actions.training.call_rules import (
    add_assessor,
    remove_assessor,
    remove_criterion,
    save_criterion,
)
from loim.trainings.forms.assessment.assessing import AssessorForm, DecisionForm
from loim.trainings.forms.training.rows import CriterionForm
from loim.trainings.models import AssessmentCriterion, Assessor
from loim.trainings.queries.assessment.preview import preview_of
from loim.trainings.queries.assessment.progress import may_see_points, progress_of
from loim.trainings.queries.training.times import is_over
from loim.trainings.views.training.loading import call_of, changeable_training


@allowed(may_record)
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    call = call_of(training)
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    form = AssessorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_assessor(
                call=call, person=form.cleaned_data["email"], by=person, now=timezone.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Added. They find the teams under “My work”."))
        return redirect("training-assessment", pk)
    return render(
        request,
        "trainings/assessment/assessment.html",
        {
            "training": training,
            "call": call,
            "criteria": list(call.criteria.order_by("number", "pk")),
            "progress": progress_of(call, person),
            "is_over": is_over(call, timezone.now()),
            "form": form,
        },
    )


@allowed(may_record)
@require_POST
def assessor_step(request: HttpRequest, pk: int, assessor_pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    person: User = request.user  # type: ignore[assignment]
    assessor = get_object_or_404(
        Assessor.objects.select_related("call"), pk=assessor_pk, call__training=training
    )
    assessor.call.training = training
    try:
        if request.POST.get("step") == "reopen":
            reopen_assessment(assessor=assessor, by=person, now=timezone.now())
            messages.success(request, _("They can change their points again."))
        elif request.POST.get("step") == "remove":
            remove_assessor(assessor=assessor, by=person)
            messages.success(request, _("Taken off the list."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("training-assessment", pk)


@allowed(may_record)
def new_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    return _criterion(request, AssessmentCriterion(call=call_of(changeable_training(request, pk))))


@allowed(may_record)
def edit_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    return _criterion(request, _own_criterion(request, pk))


def _own_criterion(request: HttpRequest, pk: int) -> AssessmentCriterion:
    criterion = get_object_or_404(AssessmentCriterion.objects.select_related("call"), pk=pk)
    criterion.call.training = changeable_training(request, criterion.call.training_id)
    return criterion


def _criterion(request: HttpRequest, criterion: AssessmentCriterion) -> HttpResponse:
    training = criterion.call.training
    form = CriterionForm(request.POST or None, instance=criterion)
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        try:
            save_criterion(criterion=form.instance, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The criterion is saved."))
            return redirect("training-assessment", training.pk)
    return render(
        request,
        "trainings/training/row.html",
        {"training": training, "form": form, "row": criterion, "what": "criterion"},
    )


@allowed(may_record)
@require_POST
def delete_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    criterion = _own_criterion(request, pk)
    person: User = request.user  # type: ignore[assignment]
    try:
        remove_criterion(criterion=criterion, by=person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The criterion is taken out."))
    return redirect("training-assessment", criterion.call.training_id)


@allowed(may_record)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A preview of what the rules make of the points; then once, for good."""
    training = changeable_training(request, pk)
    call = call_of(training)
    person: User = request.user  # type: ignore[assignment]
    if call.decided_at is not None:
        return redirect("training-result", pk)
    if not may_see_points(call, person):
        messages.error(request, _("First finish your own assessment; then you see the others'."))
        return redirect("training-assessment", pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_call(
                call=call,
                public_value=form.cleaned_data["public_value"],
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided. The teams are told, and the result is public."))
            return redirect("training-result", pk)
    return render(
        request,
        "trainings/assessment/decision.html",
        {
            "training": training,
            "call": call,
            "form": form,
            "preview": preview_of(call),
            "is_over": is_over(call, timezone.now()),
        },
    )


@allowed(may_record)
def whole_record(request: HttpRequest, pk: int) -> JsonResponse:
    """With the points, for whoever audits the decision."""
    training = changeable_training(request, pk)
    if training.call.record is None:
        raise PermissionDenied
    return JsonResponse(
        training.call.record, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
