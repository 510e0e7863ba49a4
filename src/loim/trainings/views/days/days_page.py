"""The organiser's page of training days: added, chosen, counted or not, taken off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record
from loim.trainings.actions.days.adding import (
    adopt_day,
    change_day,
    plan_day,
    remove_day,
    renumber,
)
from loim.trainings.actions.days.keeping import keep_lists
from loim.trainings.forms.days.day import AdoptForm, DayForm
from loim.trainings.models import Training, TrainingDay
from loim.trainings.queries.days.lists import days_with_numbers
from loim.trainings.queries.days.people import cohort_members
from loim.trainings.views.cohort.loading import changeable_training, person_of


@allowed(may_record)
def days_page(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    adopt = AdoptForm(request.POST or None, training=training, person=request.user)
    if request.method == "POST" and adopt.is_valid():
        try:
            adopt_day(
                training=training,
                event=adopt.cleaned_data["event"],
                is_required=adopt.cleaned_data["adopt_required"],
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            adopt.add_error(None, str(refusal))
        else:
            messages.success(request, _("The event is a training day now."))
            return redirect("training-days", pk)
    return render(request, "trainings/days/days.html", _context(training, adopt))


def _context(training: Training, adopt: AdoptForm) -> dict[str, Any]:
    members = len(cohort_members(training))
    days = days_with_numbers(training)
    return {
        "training": training,
        "days": days,
        "members": members,
        "adopt": adopt,
        "behind": [day for day in days if day.is_behind(members)],
    }


@allowed(may_record)
def day_new(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    form = DayForm(request.POST or None, training=training)
    if request.method == "POST" and form.is_valid():
        try:
            plan_day(
                training=training,
                words=form.words(),
                submission=form.cleaned_data["submission"],
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("The day is planned. Its agenda, materials and check-in are on its own page."),
            )
            return redirect("training-days", pk)
    return render(request, "trainings/days/new.html", {"training": training, "form": form})


@allowed(may_record)
@require_POST
def day_change(request: HttpRequest, pk: int, day: int) -> HttpResponse:
    """Whether it counts; or away with it."""
    training = changeable_training(request, pk)
    row = get_object_or_404(
        TrainingDay.objects.select_related("training__organiser", "event"),
        pk=day,
        training=training,
    )
    person = person_of(request)
    try:
        if "remove" in request.POST:
            remove_day(day=row, by=person)
            messages.success(request, _("It is no training day any more; the event stays."))
        else:
            change_day(day=row, is_required="required" in request.POST, by=person)
            messages.success(request, _("Saved."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("training-days", pk)


@allowed(may_record)
@require_POST
def days_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the lists up to date at once."""
    training = changeable_training(request, pk)
    kept = keep_lists(training=training, by=person_of(request), now=timezone.now())
    renumber(training)
    for trouble in kept.troubles[:5]:
        messages.error(request, trouble)
    text = ngettext(
        "The lists are up to date: %(changes)s change.",
        "The lists are up to date: %(changes)s changes.",
        kept.added + kept.removed,
    )
    messages.success(request, text % {"changes": kept.added + kept.removed})
    return redirect("training-days", pk)
