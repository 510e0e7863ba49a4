"""Assignments for whoever gives and reads them: the matrix, the text, what waits to be read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record
from loim.trainings.actions.assignments.writing import remove_assignment, save_assignment
from loim.trainings.forms.assignments.assignment import AssignmentForm
from loim.trainings.models import Assignment
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.assignments.matrix import hand_ins_to_read, matrix, to_read
from loim.trainings.queries.cohort.who import is_trainer
from loim.trainings.views.cohort.loading import changeable_training, load_training, person_of


@signed_in
def assignments_matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Teams by assignments: the organiser, and trainers who read everybody's work."""
    training = load_training(pk)
    if not is_trainer(request.user, training):
        raise PermissionDenied
    assignments, rows = matrix(training, timezone.now())
    return render(
        request,
        "trainings/assignments/matrix.html",
        {
            "training": training,
            "assignments": assignments,
            "rows": rows,
            "waiting": to_read(training).count(),
            "may_change": may_change_training(request.user, training),
        },
    )


@allowed(may_record)
def assignment_edit(request: HttpRequest, pk: int, assignment: int | None = None) -> HttpResponse:
    training = changeable_training(request, pk)
    options = {}
    if assignment is not None:
        options["instance"] = get_object_or_404(Assignment, pk=assignment, training=training)
    form = AssignmentForm(request.POST or None, training=training, **options)
    if request.method == "POST" and form.is_valid():
        try:
            save_assignment(assignment=form.instance, by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The assignment is saved."))
            return redirect("training-assignments", pk)
    return render(
        request,
        "trainings/assignments/edit.html",
        {"training": training, "form": form, "assignment": options.get("instance")},
    )


@allowed(may_record)
@require_POST
def assignment_remove(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    training = changeable_training(request, pk)
    row = get_object_or_404(
        Assignment.objects.select_related("training__organiser"), pk=assignment, training=training
    )
    try:
        remove_assignment(assignment=row, by=person_of(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The assignment is taken away."))
    return redirect("training-assignments", pk)


@signed_in
def reading_list(request: HttpRequest) -> HttpResponse:
    """What waits to be read by this person, of all trainings, the oldest first."""
    return render(
        request,
        "trainings/assignments/to_read.html",
        {"rows": paged(request, hand_ins_to_read(person_of(request))), "now": timezone.now()},
    )
