"""Mentoring for the organiser: budgets of all teams, mentors, hours for payment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.programmes.permissions import may_record
from loim.trainings.actions.mentoring.mentors import remove_mentor, save_mentor
from loim.trainings.forms.mentoring.meeting import MentorForm
from loim.trainings.models import Mentor
from loim.trainings.queries.mentoring.budgets import budgets
from loim.trainings.queries.mentoring.meetings import meetings_of_training, mentors_of
from loim.trainings.views.cohort.loading import changeable_training, person_of


@allowed(may_record)
def mentoring_overview(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    return render(
        request,
        "trainings/mentoring/overview.html",
        {
            "training": training,
            "budgets": budgets(training),
            "mentors": list(mentors_of(training)),
            "now": timezone.now(),
        },
    )


@allowed(may_record)
def mentor_edit(request: HttpRequest, pk: int, mentor: int | None = None) -> HttpResponse:
    training = changeable_training(request, pk)
    row = (
        get_object_or_404(Mentor.objects.select_related("user"), pk=mentor, training=training)
        if mentor is not None
        else Mentor(training=training)
    )
    row.training = training
    form = MentorForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            save_mentor(mentor=form.mentor(), by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("email" if mentor is None else None, str(refusal))
        else:
            messages.success(request, _("The mentor is saved."))
            return redirect("training-mentoring", pk)
    return render(
        request,
        "trainings/mentoring/mentor_edit.html",
        {"training": training, "form": form, "mentor": row if mentor is not None else None},
    )


@allowed(may_record)
@require_POST
def mentor_remove(request: HttpRequest, pk: int, mentor: int) -> HttpResponse:
    training = changeable_training(request, pk)
    row = get_object_or_404(
        Mentor.objects.select_related("training__organiser"), pk=mentor, training=training
    )
    try:
        remove_mentor(mentor=row, by=person_of(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The mentor is taken off the list."))
    return redirect("training-mentoring", pk)


@allowed(may_record)
def mentoring_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Hours for payment: one sheet of meetings, one of sums."""
    training = changeable_training(request, pk)
    meetings = Table(
        _("Meetings"),
        [_("Date"), _("Mentor"), _("Team"), _("State"), _("Minutes"), _("Hours"), _("Topic")],
        [
            [
                row.start_at,
                row.mentor.name,
                row.team.name,
                str(row.get_state_display()),
                row.minutes,
                round(row.minutes / 60, 2),
                row.topic,
            ]
            for row in meetings_of_training(training)
        ],
    )
    sums = Table(
        _("Mentors"),
        [_("Mentor"), _("Meetings"), _("Minutes held"), _("Hours held"), _("Minutes booked")],
        [
            [
                row.name,
                row.meetings,
                row.held_minutes,
                round(row.held_minutes / 60, 2),
                row.booked_minutes,
            ]
            for row in mentors_of(training)
        ],
    )
    return table_response("xlsx", f"mentorlus-{pk}", sums, meetings)
