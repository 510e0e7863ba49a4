"""A team's application begins, and whoever is signed in finds their teams."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.common.access import public, signed_in
from loim.common.refusals import Refusal
from loim.events.views.registration.rate import is_too_often
from loim.people.models import User
from loim.trainings.actions.teams.starting import confirm_team, start_team
from loim.trainings.forms.teams.team import BeginForm
from loim.trainings.models import Team
from loim.trainings.queries.teams import member_key, team_key
from loim.trainings.queries.teams.mine import teams_joined_by, teams_led_by
from loim.trainings.queries.training.public_page import conditions_of, standing_of
from loim.trainings.views.training.loading import call_of, opened, visible_training


@public("teams apply without an account; their address is proved by a letter")
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    training, now = visible_training(request, pk), timezone.now()
    call = call_of(training)
    person = request.user if isinstance(request.user, User) else None
    initial = {"submission": uuid4(), "language": get_language()}
    if person is not None:
        initial |= {"leader_name": person.name, "leader_email": person.email}
    form = BeginForm(request.POST or None, today=timezone.localdate(now), initial=initial)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request):
            form.add_error(None, _("Too many forms came from your network. Try again in a while."))
        else:
            try:
                team = start_team(
                    call=call,
                    beginning=form.beginning(),
                    submission=form.cleaned_data["submission"],
                    by=person,
                    now=now,
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                if person is not None and team.leader_id == person.pk:
                    return redirect("own-team", team_key(team))
                return render(
                    request,
                    "trainings/teams/sent.html",
                    {"training": training, "email": form.cleaned_data["leader_email"]},
                )
    return render(
        request,
        "trainings/teams/apply.html",
        {
            "training": training,
            "call": call,
            "standing": standing_of(call, now),
            "conditions": conditions_of(call),
            "form": form,
        },
        status=200,
    )


@opened
def own_confirm(request: HttpRequest, team: Team, key: str) -> HttpResponse:
    """A scanner of mails opens links, but presses no buttons."""
    if request.method == "POST":
        try:
            confirm_team(team=team, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you: the application is yours to write."))
    return redirect("own-team", key)


@signed_in
def my_teams(request: HttpRequest) -> HttpResponse:
    """Those that somebody leads or is in, each with the link that opens it."""
    person: User = request.user  # type: ignore[assignment]  # `signed_in` lets nobody else in
    return render(
        request,
        "trainings/teams/mine.html",
        {
            "led": [(team, team_key(team)) for team in teams_led_by(person)],
            "joined": [(member, member_key(member)) for member in teams_joined_by(person)],
        },
    )
