"""A team's own page, opened by its leader's link: facts, answers, people, letter, sending."""

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.refusals import Refusal
from loim.trainings.actions.teams.consent import add_letter, remove_letter
from loim.trainings.actions.teams.erasing import erase_team
from loim.trainings.actions.teams.inviting import invite_member, remind_member, remove_member
from loim.trainings.actions.teams.refusals import AnswerChangedMeanwhile
from loim.trainings.actions.teams.sending import submit_team, take_back
from loim.trainings.actions.teams.withdrawing import withdraw_team
from loim.trainings.actions.teams.writing import edit_team, save_answer
from loim.trainings.forms.teams.team import FactsForm, InviteForm, LetterForm
from loim.trainings.models import CallQuestion, ConsentLetter, Team, TeamAnswer, TeamMember
from loim.trainings.queries.teams.labels import state_color, state_label
from loim.trainings.queries.teams.own_page import own_team
from loim.trainings.queries.teams.rule import rule_in_words, rule_of
from loim.trainings.queries.training.public_page import standing_of
from loim.trainings.views.training.loading import opened


@opened
@require_safe
def own_team_page(request: HttpRequest, team: Team, key: str) -> HttpResponse:
    return _show(request, team, key)


def _show(
    request: HttpRequest,
    team: Team,
    key: str,
    *,
    conflict: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    own = own_team(team, now)
    return render(
        request,
        "trainings/teams/own.html",
        {
            "own": own,
            "team": own.team,
            "training": own.team.call.training,
            "call": own.team.call,
            "key": key,
            "state": state_label(own.team.state),
            "color": state_color(own.team.state),
            "standing": standing_of(own.team.call, now),
            "rule": rule_in_words(rule_of(own.team.call)),
            "conflict": conflict,
            "consent_url": settings.BASE_URL + reverse("team-consent", args=[own.team.pk]),
        },
        status=status,
    )


@opened
def own_facts(request: HttpRequest, team: Team, key: str) -> HttpResponse:
    names = ("name", "municipality", "leader_name", "language", "version")
    initial = {name: getattr(team, name) for name in names}
    form = FactsForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_team(team=team, by=None, now=timezone.now(), **form.cleaned_data)
        except AnswerChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            form.data = {**form.data.dict(), "version": str(_version(team))}  # type: ignore[attr-defined]
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("own-team", key)
    return render(
        request,
        "trainings/teams/facts.html",
        {"team": team, "training": team.call.training, "key": key, "form": form},
    )


def _version(team: Team) -> int:
    return Team.objects.values_list("version", flat=True).get(pk=team.pk)


@opened
@require_POST
def own_answer(request: HttpRequest, team: Team, key: str, question_pk: int) -> HttpResponse:
    """Saved by itself while one writes (`Accept: application/json`), or by its button."""
    question = get_object_or_404(CallQuestion, pk=question_pk, call=team.call)
    text, seen = request.POST.get("text", ""), request.POST.get("seen", "")
    wants_json = request.headers.get("Accept") == "application/json"
    try:
        kept = save_answer(
            team=team, question=question, text=text, seen=seen, by=None, now=timezone.now()
        )
    except AnswerChangedMeanwhile as refusal:
        stored = TeamAnswer.objects.filter(team=team, question=question).first()
        now_there = stored.text if stored else ""
        if wants_json:
            return JsonResponse({"message": str(refusal), "stored": now_there}, status=409)
        conflict = {
            "question": question.pk,
            "text": text,
            "stored": now_there,
            "message": str(refusal),
        }
        return _show(request, team, key, conflict=conflict, status=409)
    except Refusal as refusal:
        if wants_json:
            return JsonResponse({"message": str(refusal)}, status=409)
        messages.error(request, str(refusal))
    else:
        if wants_json:
            return JsonResponse({"kept": kept})
        messages.success(request, _("Saved."))
    return redirect("own-team", key)


@opened
def own_invite(request: HttpRequest, team: Team, key: str) -> HttpResponse:
    """With ?replaces=, somebody in the place of a member."""
    chosen = request.POST.get("replaces") or request.GET.get("replaces") or ""
    replaces = None
    if chosen:
        replaces = get_object_or_404(
            TeamMember, team=team, pk=int(chosen) if chosen.isdecimal() else 0
        )
    rule = rule_of(team.call)
    initial = {"submission": uuid4(), "language": team.language}
    if replaces is not None:
        initial["party"] = replaces.party
    form = InviteForm(
        request.POST or None,
        first=[one.party for one in rule.parties],
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            invite_member(
                team=team,
                newcomer=form.newcomer(),
                replaces=replaces,
                submission=form.cleaned_data["submission"],
                by=None,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Asked: %(name)s. They answer by the link in the letter.")
                % {"name": form.cleaned_data["name"]},
            )
            return redirect("own-team", key)
    return render(
        request,
        "trainings/teams/invite.html",
        {
            "team": team,
            "training": team.call.training,
            "key": key,
            "form": form,
            "replaces": replaces,
            "rule": rule_in_words(rule),
        },
    )


@opened
@require_POST
def own_member_step(request: HttpRequest, team: Team, key: str, member_pk: int) -> HttpResponse:
    member = get_object_or_404(TeamMember.objects.select_related("team__call__training__organiser", "team__municipality"), team=team, pk=member_pk)  # fmt: skip
    now = timezone.now()
    try:
        if request.POST.get("step") == "remind":
            remind_member(member=member, by=None, now=now)
            messages.success(request, _("The invitation was sent once more."))
        elif request.POST.get("step") == "remove":
            remove_member(member=member, by=None, now=now)
            messages.success(request, _("%(name)s is out of the team.") % {"name": member.name})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("own-team", key)


@opened
def own_letter(request: HttpRequest, team: Team, key: str) -> HttpResponse:
    form = LetterForm(request.POST or None, request.FILES or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            add_letter(team=team, by=None, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is attached."))
            return redirect("own-team", key)
    return render(
        request,
        "trainings/teams/letter.html",
        {"team": team, "training": team.call.training, "key": key, "form": form},
    )


@opened
def own_letter_file(request: HttpRequest, team: Team, key: str, letter_pk: int) -> HttpResponse:
    """GET gives the file, POST takes it away."""
    letter = get_object_or_404(
        ConsentLetter.objects.select_related("team__call__training"), pk=letter_pk, team=team
    )
    if request.method == "POST":
        try:
            remove_letter(letter=letter, by=None, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The letter was taken away."))
        return redirect("own-team", key)
    return letter_response(letter)


def letter_response(letter: ConsentLetter) -> HttpResponse:
    """A file to keep, whatever it is."""
    if not letter.file:
        raise Http404
    answer: HttpResponse = FileResponse(  # type: ignore[assignment]
        letter.file.open("rb"), as_attachment=True, filename=letter.original_name
    )
    return answer


@opened
@require_POST
def own_send(request: HttpRequest, team: Team, key: str) -> HttpResponse:
    """The moment of arriving is taken first, whatever else has to be looked up."""
    now, step = timezone.now(), request.POST.get("step", "")
    try:
        if step == "send":
            sent = submit_team(team=team, by=None, now=now)
            if sent.state == "submitted":
                messages.success(request, _("The application is sent. A letter confirms it."))
            else:
                messages.warning(
                    request,
                    _(
                        "The application has arrived, but something is missing. Complete it in time."
                    ),
                )
        elif step == "take_back":
            take_back(team=team, by=None, now=now)
            messages.success(request, _("You can change the application. Send it again in time!"))
        elif step == "withdraw":
            withdraw_team(team=team, by=None, now=now)
            messages.success(request, _("The application is withdrawn."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("own-team", key)


@opened
def own_erase(request: HttpRequest, team: Team, key: str) -> HttpResponse:
    """What the team keeps about its leader and its people; it withdraws first."""
    if request.method == "POST":
        training = team.call.training_id
        erase_team(team=team, by=None, now=timezone.now())
        messages.success(request, _("Everything about the people of this team is erased."))
        return redirect("training", training)
    return render(
        request,
        "trainings/teams/erase.html",
        {"team": team, "training": team.call.training, "key": key},
    )
