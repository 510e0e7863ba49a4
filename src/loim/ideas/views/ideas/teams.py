"""Teams around ideas."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.ideas.actions.ideas.teams import change_team, join_team, leave_team, start_team
from loim.ideas.forms.ideas.idea import JoinForm, TeamForm
from loim.ideas.models import Idea, IdeaTeam
from loim.ideas.queries.ideas.page import members_of
from loim.ideas.views.forum.loading import (
    Visitor,
    is_one_too_many,
    load_idea,
    signing_in_may_help,
    visitor_at,
)
from loim.ideas.views.forum.pages import forum_links


@public("whoever may give ideas may form a team; the view guards it")
@signing_in_may_help
def idea_team_start(request: HttpRequest, pk: int) -> HttpResponse:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    if not visitor.is_known:
        raise PermissionDenied
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            start_team(
                idea=idea, name=said["name"], wanted=said["wanted"], now=timezone.now(),
                **visitor.who(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The team is there, and you are in it."))
            return redirect("idea", pk)
    return _show(request, visitor, idea, form, "ideas/ideas/team_start.html")


@public("whoever may give ideas may join a team; the view guards it")
@signing_in_may_help
def idea_team_join(request: HttpRequest, pk: int) -> HttpResponse:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    team = get_object_or_404(IdeaTeam.objects.select_related("idea__forum__event"), idea=idea)
    form = JoinForm(request.POST if request.method == "POST" else None, is_known=visitor.is_known)
    if form.is_bound and form.is_valid() and not is_one_too_many(request, visitor):
        try:
            join_team(
                team=team, language=get_language() or "et", now=timezone.now(),
                **form.cleaned_data, **visitor.who(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if visitor.is_known:
                messages.success(request, _("You are in the team."))
            else:
                messages.success(
                    request,
                    _("We have written to %(email)s: open the link in the letter, please.")
                    % {"email": form.cleaned_data["email"]},
                )
            return redirect("idea", pk)
    return _show(request, visitor, idea, form, "ideas/ideas/team_join.html")


@public("members change their own team; the view guards it")
@signing_in_may_help
def idea_team_edit(request: HttpRequest, pk: int) -> HttpResponse:
    idea, visitor, team = _inside(request, pk)
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        instance=IdeaTeam.objects.get(pk=team.pk),
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        change_team(
            team=team, name=said["name"], wanted=said["wanted"], is_open=said["is_open"],
            by=visitor.user, member=own_member(visitor, team), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The team is changed."))
        return redirect("idea", pk)
    return _show(request, visitor, idea, form, "ideas/ideas/team_edit.html")


@public("members leave their own team; the view guards it")
@require_POST
def idea_team_leave(request: HttpRequest, pk: int) -> HttpResponse:
    _idea, visitor, team = _inside(request, pk)
    member = own_member(visitor, team)
    if member is None:
        raise PermissionDenied
    leave_team(member=member, now=timezone.now())
    messages.success(request, _("You have left the team."))
    return redirect("idea", pk)


def own_member(visitor: Visitor, team: IdeaTeam) -> Any:
    for member in members_of(team.pk):
        if visitor.user is not None and member.user_id == visitor.user.pk:
            return member
        place = visitor.participant
        if place and member.email == (place.email or place.registration.email).lower():
            return member
    return None


def _inside(request: HttpRequest, pk: int) -> tuple[Idea, Visitor, IdeaTeam]:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    team = get_object_or_404(IdeaTeam, idea=idea)
    if own_member(visitor, team) is None and not visitor.may_moderate:
        raise PermissionDenied
    return idea, visitor, team


def _show(
    request: HttpRequest, visitor: Visitor, idea: Idea, form: Any, template: str
) -> HttpResponse:
    return render(request, template, {**forum_links(visitor), "idea": idea, "form": form})
