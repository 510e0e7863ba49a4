"""The organiser's pages about teams: the list, one team, letters, the list as a file."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.events.models import Party
from loim.people.models import County, User
from loim.programmes.permissions import may_record
from loim.trainings.actions.teams.consent import confirm_consent, government_of
from loim.trainings.actions.teams.messages import log_export, write_to_leaders
from loim.trainings.actions.teams.sending import return_team
from loim.trainings.actions.teams.withdrawing import take_team_out
from loim.trainings.forms.teams.organiser import LettersForm, ReturnForm, TakeOutForm
from loim.trainings.logic.team_states import LIVE, TeamState
from loim.trainings.models import ConsentLetter, MemberState, Team
from loim.trainings.queries.teams.labels import state_color, state_label
from loim.trainings.queries.teams.listed import by_county, numbers_by_state, row_of, teams_of
from loim.trainings.queries.teams.own_page import own_team
from loim.trainings.views.teams.own import letter_response
from loim.trainings.views.training.loading import call_of, changeable_team, changeable_training


@allowed(may_record)
def team_list(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    call = call_of(training)
    state, county = request.GET.get("state", ""), request.GET.get("county", "")
    teams = paged(request, teams_of(call, state, county))
    numbers = numbers_by_state(call)
    return render(
        request,
        "trainings/teams/list.html",
        {
            "training": training,
            "call": call,
            "teams": teams,
            "rows": [row_of(team) for team in teams.page],
            "numbers": [
                (each.value, state_label(each), numbers[each])
                for each in TeamState
                if numbers.get(each)
            ],
            "counties": [row for row in by_county(call) if row.sent],
            "all_counties": list(County.objects.order_by("name", "pk")),
            "state": state,
            "county": county,
            "exports": list(
                call.exports.select_related("exported_by").order_by("-exported_at", "-pk")[:5]
            ),
        },
    )


@allowed(may_record)
def export(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    call = call_of(training)
    teams = list(teams_of(call))
    rows: list[list[Any]] = []
    people: list[list[Any]] = []
    for team in teams:
        row = row_of(team)
        rows.append(
            [
                team.name, team.municipality.name, team.municipality.county.name, row.label,
                team.submitted_at, _("yes") if team.is_late else _("no"), team.rank, team.points,
                row.joined, row.invited, "; ".join(lack.text for lack in row.lacks),
                team.leader_name, team.leader_email,
            ]
        )  # fmt: skip
        people += [
            [
                team.name, one.name, one.email, str(Party(one.party).label), one.organisation_name,
                one.job, str(MemberState(one.state).label),
            ]
            for one in team.members.all()
        ]  # fmt: skip
    log_export(call=call, rows=len(teams), by=person, now=timezone.now())
    columns = [
        _("Team"), _("Municipality"), _("County"), _("State"), _("Sent"), _("Late"), _("Place"),
        _("Points"), _("Take part"), _("Invited"), _("Missing"), _("Leader"), _("E-mail"),
    ]  # fmt: skip
    heads = [
        _("Team"), _("Name"), _("E-mail"), _("Represents"), _("Organisation"),
        _("Position or role"), _("State"),
    ]  # fmt: skip
    return table_response(
        "xlsx", f"teams-{pk}", Table(_("Teams"), columns, rows), Table(_("People"), heads, people)
    )


@allowed(may_record)
def team_page(request: HttpRequest, pk: int) -> HttpResponse:
    team, now = changeable_team(request, pk), timezone.now()
    person: User = request.user  # type: ignore[assignment]
    step = request.POST.get("step", "")
    returning = ReturnForm(
        request.POST if step == "return" else None, initial={"until": team.call.complete_by}
    )
    taking = TakeOutForm(request.POST if step == "take_out" else None)
    try:
        if step == "return" and returning.is_valid():
            return_team(
                team=team,
                note=returning.cleaned_data["note"],
                until=returning.cleaned_data["until"],
                by=person,
                now=now,
            )
            messages.success(request, _("Returned. The leader is told what is missing."))
            return redirect("training-team", pk)
        if step == "take_out" and taking.is_valid():
            came = take_team_out(team=team, note=taking.cleaned_data["reason"], by=person, now=now)
            messages.success(request, _("The team is out, and its leader is told."))
            for other in came:
                messages.success(
                    request, _("Admitted in its place: %(team)s.") % {"team": other.name}
                )
            return redirect("training-team", pk)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("training-team", pk)
    own = own_team(team, now)
    return render(
        request,
        "trainings/teams/team.html",
        {
            "training": team.call.training,
            "call": own.team.call,
            "team": own.team,
            "own": own,
            "state": state_label(own.team.state),
            "color": state_color(own.team.state),
            "returning": returning,
            "taking": taking,
            "can_return": own.team.state == TeamState.SUBMITTED and not own.team.call.decided_at,
            "can_take_out": own.team.state in LIVE,
        },
    )


@allowed(may_record)
def letter_file(request: HttpRequest, pk: int, letter_pk: int) -> HttpResponse:
    team = changeable_team(request, pk)
    return letter_response(get_object_or_404(ConsentLetter, pk=letter_pk, team=team))


@allowed(may_record)
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    call = call_of(training)
    person: User = request.user  # type: ignore[assignment]
    form = LettersForm(
        request.POST or None,
        numbers=numbers_by_state(call),
        initial={"submission": uuid4(), "states": request.GET.getlist("state")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            sent = write_to_leaders(call=call, by=person, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Sent to the leaders: %(number)s.") % {"number": sent.teams}
            )
            return redirect("training-teams", pk)
    return render(
        request,
        "trainings/teams/letters.html",
        {
            "training": training,
            "form": form,
            "sent": paged(request, call.messages.order_by("-sent_at", "-pk")),
        },
    )


@signed_in
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """The municipality's own people confirm here instead of a letter; others see nothing."""
    team = get_object_or_404(
        Team.objects.select_related("call__training__organiser", "municipality"), pk=pk
    )
    person: User = request.user  # type: ignore[assignment]  # `signed_in` lets nobody else in
    government = government_of(team, person)
    if government is None or team.state not in LIVE:
        return render(request, "trainings/teams/not_your_municipality.html", status=403)
    if request.method == "POST":
        try:
            confirm_consent(team=team, by=person, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you: the team is told that you have agreed."))
        return redirect("team-consent", pk)
    return render(
        request,
        "trainings/teams/consent.html",
        {
            "team": team,
            "training": team.call.training,
            "government": government,
            "given": team.letters.filter(confirmed_for=government).first(),
            "people": team.members.filter(
                party=Party.MUNICIPALITY, state__in=["invited", "joined"]
            ).order_by("pk"),
        },
    )
