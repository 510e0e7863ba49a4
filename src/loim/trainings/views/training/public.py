"""The list of trainings, a training's page, and what was decided."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.json_ld import json_ld
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.events.models import Event
from loim.programmes.permissions import may_record
from loim.trainings.logic.assessment.record import public_record
from loim.trainings.models import TrainingStatus
from loim.trainings.permissions import is_assessor, may_change_training
from loim.trainings.queries.assessment.published import results_of
from loim.trainings.queries.training.public_page import (
    conditions_of,
    listed_trainings,
    open_calls,
    standing_of,
    structured_data,
    who_took_part_before,
)
from loim.trainings.views.training.loading import call_of, visible_training


@public("calls are for everybody who might apply")
@require_safe
def training_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    calls = list(open_calls(now))
    for training in calls:
        training.call.training = training
    return render(
        request,
        "trainings/training/list.html",
        {
            "addresses": page_addresses("training-list"),
            "calls": [(training, standing_of(training.call, now)) for training in calls],
            "trainings": paged(
                request,
                listed_trainings(request.user).exclude(pk__in=[one.pk for one in calls]),
            ),
            "may_make": request.user.is_authenticated and may_record(request.user),
        },
    )


@public("a published call is for everybody; drafts are found by those who keep them")
@require_safe
def training_page(request: HttpRequest, pk: int) -> HttpResponse:
    training, now = visible_training(request, pk), timezone.now()
    call = call_of(training)
    may_change = may_change_training(request.user, training)
    own_events = (
        Event.objects.filter(organiser=training.organiser_id, kind="info_day").order_by(
            "-start_date", "pk"
        )[:20]
        if may_change
        else ()
    )
    day = training.information_day
    return render(
        request,
        "trainings/training/page.html",
        {
            "addresses": page_addresses("training", pk),
            "data": json_ld(structured_data(training)),
            "training": training,
            "call": call,
            "standing": standing_of(call, now),
            "conditions": conditions_of(call),
            "criteria": list(call.criteria.order_by("number", "pk")),
            "questions": list(call.questions.order_by("number", "pk")),
            "extensions": list(call.extensions.order_by("-extended_at", "-pk")),
            "information_day": day if day and (day.is_public or may_change) else None,
            "before": who_took_part_before(training),
            "partners": list(training.partners.order_by("name", "pk")),
            "may_change": may_change,
            "own_events": own_events,
            "is_assessor": is_assessor(request.user, call),
            "is_draft": training.status == TrainingStatus.DRAFT,
        },
    )


@public("everybody may know who was admitted and why; points are told to each team alone")
@require_safe
def training_result(request: HttpRequest, pk: int) -> HttpResponse:
    training = visible_training(request, pk)
    call = call_of(training)
    if call.decided_at is None:
        raise Http404
    return render(
        request,
        "trainings/assessment/result.html",
        {
            "addresses": page_addresses("training-result", pk),
            "training": training,
            "call": call,
            "results": results_of(call),
            "may_change": may_change_training(request.user, training),
        },
    )


@public("anybody can check the decision; the record holds nobody's points")
@require_safe
def training_record(request: HttpRequest, pk: int) -> JsonResponse:
    training = visible_training(request, pk)
    if training.call.record is None:
        raise Http404
    return JsonResponse(
        public_record(training.call.record),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
