"""An assessor's own pages: the teams, one team with its application and points."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.assessment.assessing import (
    declare_interest,
    finish_assessment,
    save_score,
)
from loim.trainings.forms.assessment.assessing import InterestForm, ScoresForm
from loim.trainings.models import Assessor, ConsentLetter, Interest, Team, TeamScore
from loim.trainings.permissions import may_assess_team
from loim.trainings.queries.assessment.own import (
    assessor_of,
    teams_of_assessor,
    what_is_left,
)
from loim.trainings.queries.teams.own_page import own_team
from loim.trainings.queries.training.times import is_over
from loim.trainings.views.teams.own import letter_response
from loim.trainings.views.training.loading import call_of, load_training


def _own(request: HttpRequest, pk: int) -> Assessor:
    training = load_training(pk)
    assessor = assessor_of(call_of(training), request.user)
    if assessor is None:
        raise PermissionDenied
    assessor.call = call_of(training)
    return assessor


@signed_in
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    assessor = _own(request, pk)
    now = timezone.now()
    if request.method == "POST":
        person: User = request.user  # type: ignore[assignment]  # `signed_in` lets nobody else in
        try:
            finish_assessment(assessor=assessor, by=person, now=now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you! Your assessment is finished."))
        return redirect("training-assess", pk)
    rows = teams_of_assessor(assessor)
    return render(
        request,
        "trainings/assessment/assess.html",
        {
            "training": assessor.call.training,
            "call": assessor.call,
            "assessor": assessor,
            "rows": rows,
            "done": sum(row.is_done for row in rows),
            "left": what_is_left(assessor),
            "is_over": is_over(assessor.call, now),
        },
    )


def _team(request: HttpRequest, pk: int) -> tuple[Assessor, Team]:
    """Of whoever assesses in its call; before the application is sent there is nothing to see."""
    team = get_object_or_404(
        Team.objects.select_related("call__training", "municipality__county"), pk=pk
    )
    assessor = assessor_of(team.call, request.user)
    if assessor is None or not may_assess_team(request.user, team):
        raise PermissionDenied
    if not is_over(team.call, timezone.now()):
        raise PermissionDenied
    return assessor, team


@signed_in
def assess_team(request: HttpRequest, pk: int) -> HttpResponse:
    assessor, team = _team(request, pk)
    criteria = list(team.call.criteria.order_by("number", "pk"))
    given = {
        row.criterion_id: row for row in TeamScore.objects.filter(assessor=assessor, team=team)
    }
    step = request.POST.get("step", "")
    interest = InterestForm(request.POST if step == "interest" else None)
    scores = ScoresForm(request.POST if step == "scores" else None, criteria=criteria, given=given)
    wants_json = request.headers.get("Accept") == "application/json"
    try:
        if step == "interest" and interest.is_valid():
            return _declare(request, assessor, team, interest)
        if step == "scores" and scores.is_valid():
            return _score(request, assessor, team, scores)
    except Refusal as refusal:
        if wants_json:
            return JsonResponse({"message": str(refusal)}, status=409)
        messages.error(request, str(refusal))
        return redirect("assess-team", pk)
    declared = Interest.objects.filter(assessor=assessor, team=team).first()
    return render(
        request,
        "trainings/assessment/assess_team.html",
        {
            "training": team.call.training,
            "call": team.call,
            "team": team,
            "assessor": assessor,
            "declared": declared,
            "own": own_team(team, timezone.now())
            if declared and not declared.is_conflict
            else None,
            "interest": interest,
            "scores": scores,
            "may_score": assessor.finished_at is None and team.call.decided_at is None,
        },
    )


def _declare(
    request: HttpRequest, assessor: Assessor, team: Team, form: InterestForm
) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    has_conflict = form.cleaned_data["answer"] == "conflict"
    declare_interest(
        assessor=assessor,
        team=team,
        is_conflict=has_conflict,
        reason=form.cleaned_data["reason"],
        by=person,
        now=timezone.now(),
    )
    if has_conflict:
        messages.success(request, _("Thank you. You give this team no points."))
        return redirect("training-assess", team.call.training_id)
    return redirect("assess-team", team.pk)


def _score(request: HttpRequest, assessor: Assessor, team: Team, form: ScoresForm) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    for criterion, points, note in form.scores():
        save_score(
            assessor=assessor,
            team=team,
            criterion=criterion,
            points=points,
            note=note,
            by=person,
            now=timezone.now(),
        )
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"kept": True})
    messages.success(request, _("Saved."))
    return redirect("training-assess", team.call.training_id)


@signed_in
def assessed_letter(request: HttpRequest, pk: int, letter_pk: int) -> HttpResponse:
    assessor, team = _team(request, pk)
    if not Interest.objects.filter(assessor=assessor, team=team, is_conflict=False).exists():
        raise PermissionDenied
    return letter_response(get_object_or_404(ConsentLetter, pk=letter_pk, team=team))
