"""The organiser runs the training: begins and ends it, tells the cohort."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record
from loim.trainings.actions.cohort.announcing import announce
from loim.trainings.actions.cohort.running import end_training, reopen_training, start_training
from loim.trainings.forms.cohort.announcement import AnnouncementForm
from loim.trainings.logic.cohort.running import (
    ENDED,
    PUBLISHED,
    RUNNING,
    STOPS,
    missing_to_end,
    missing_to_start,
)
from loim.trainings.models import Announcement
from loim.trainings.queries.cohort.delivery import letters_of
from loim.trainings.queries.cohort.page import announcements_of
from loim.trainings.queries.cohort.state import missing_in_words, numbers_of, state_of
from loim.trainings.queries.days.people import cohort_members
from loim.trainings.views.cohort.loading import changeable_training, person_of

STEPS = {"start": start_training, "end": end_training, "reopen": reopen_training}


@allowed(may_record)
def running_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the training is, what is missing before the next step, its numbers."""
    training = changeable_training(request, pk)
    if request.method == "POST":
        step = next((STEPS[name] for name in STEPS if name in request.POST), None)
        if step is not None:
            try:
                step(training=training, by=person_of(request), now=timezone.now())
                messages.success(request, _("Done. The page says what comes next."))
            except Refusal as refusal:
                messages.error(request, str(refusal))
        return redirect("training-running", pk)
    state = state_of(training, timezone.now())
    missing = (
        missing_to_start(state)
        if training.status == PUBLISHED
        else missing_to_end(state)
        if training.status == RUNNING
        else []
    )
    stops = [what for what in missing if what in STOPS]
    return render(
        request,
        "trainings/cohort/running.html",
        {
            "training": training,
            "numbers": numbers_of(training),
            "stops": missing_in_words(stops),
            "others": missing_in_words(what for what in missing if what not in STOPS),
            "can_start": training.status == PUBLISHED,
            "can_end": training.status == RUNNING,
            "can_reopen": training.status == ENDED,
        },
    )


@allowed(may_record)
def announcements(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    return render(
        request,
        "trainings/cohort/announcements.html",
        {"training": training, "rows": paged(request, announcements_of(training))},
    )


@allowed(may_record)
def announcement_new(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    form = AnnouncementForm(request.POST or None, training=training)
    people = len(cohort_members(training))
    if request.method == "POST" and form.is_valid():
        try:
            made = announce(
                announcement=form.instance,
                submission=form.cleaned_data["sent_once"],
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            text = ngettext(
                "The letter is on its way to %(people)s person.",
                "The letter is on its way to %(people)s people.",
                people,
            )
            messages.success(request, text % {"people": people})
            return redirect("training-announcement", pk, made.pk)
    return render(
        request,
        "trainings/cohort/announcement_new.html",
        {"training": training, "form": form, "people": people},
    )


@allowed(may_record)
def announcement_page(request: HttpRequest, pk: int, announcement: int) -> HttpResponse:
    """What became of each letter."""
    training = changeable_training(request, pk)
    row = get_object_or_404(
        Announcement.objects.select_related("training", "sent_by"),
        pk=announcement,
        training=training,
    )
    return render(
        request,
        "trainings/cohort/announcement.html",
        {
            "training": training,
            "announcement": row,
            "letters": paged(request, letters_of(row, timezone.now())),
        },
    )
