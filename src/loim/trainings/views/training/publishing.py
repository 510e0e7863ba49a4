"""The call goes out after a look at what it needs; later deadlines; the information day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.models import Event
from loim.people.models import User
from loim.programmes.permissions import may_record
from loim.trainings.actions.training.publishing import (
    cancel_training,
    choose_information_day,
    extend_deadline,
    make_information_day,
    publish_training,
    take_back_training,
)
from loim.trainings.forms.training.call import ExtendForm
from loim.trainings.queries.training.readiness import (
    languages_without_text,
    what_is_missing,
    what_would_help,
)
from loim.trainings.views.training.loading import call_of, changeable_training


@allowed(may_record)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    training, now = changeable_training(request, pk), timezone.now()
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    if request.method == "POST":
        step = request.POST.get("step", "publish")
        try:
            if step == "take_back":
                take_back_training(training=training, by=person, now=now)
                messages.success(request, _("The call is a draft again; others do not see it."))
            elif step == "cancel":
                reason = request.POST.get("reason", "")
                cancel_training(training=training, reason=reason, by=person, now=now)
                messages.success(request, _("The training is cancelled, and the teams are told."))
            else:
                publish_training(training=training, by=person, now=now)
                messages.success(request, _("The call is public now. Share its address."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("training-publish", pk)
        return redirect("training", pk)
    call_of(training)
    return render(
        request,
        "trainings/training/publish.html",
        {
            "training": training,
            "missing": what_is_missing(training, now),
            "helpful": what_would_help(training),
            "untranslated": languages_without_text(training),
        },
    )


@allowed(may_record)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    call = call_of(training)
    form = ExtendForm(request.POST or None, before=call.closes_at)
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        try:
            extend_deadline(
                training=training,
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The deadline is later now, and those who write are told."))
            return redirect("training", pk)
    return render(
        request,
        "trainings/training/extend.html",
        {"training": training, "call": call, "form": form},
    )


@allowed(may_record)
@require_POST
def information_day(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft event in one press, or one of the organiser's own."""
    training = changeable_training(request, pk)
    person: User = request.user  # type: ignore[assignment]
    if request.POST.get("step") == "make":
        made = make_information_day(training=training, by=person, now=timezone.now())
        messages.success(
            request,
            _("The information day is there, as a draft. Write where it is, then publish it."),
        )
        return redirect("event-page-edit", made.pk)
    chosen = request.POST.get("event", "")
    event = (
        get_object_or_404(Event, pk=int(chosen), organiser=training.organiser)
        if chosen.isdecimal()
        else None
    )
    choose_information_day(training=training, event=event, by=person)
    messages.success(request, _("Saved."))
    return redirect("training", pk)
