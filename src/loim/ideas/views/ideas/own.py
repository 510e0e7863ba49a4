"""What somebody gave without an account, opened by the link that they were sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal
from loim.ideas.actions.ideas.commenting import confirm_comment, withdraw_comment
from loim.ideas.actions.ideas.own import change_idea, confirm_idea, withdraw_idea
from loim.ideas.actions.ideas.supporting import confirm_support, withdraw_support
from loim.ideas.actions.ideas.teams import confirm_member, leave_team
from loim.ideas.forms.ideas.idea import ChangeForm
from loim.ideas.models import Comment, Idea, IdeaTeamMember, Support
from loim.ideas.queries.ideas.mine import my_comments, my_ideas, my_supports
from loim.ideas.queries.ideas.page import members_of
from loim.ideas.queries.ideas.supporters import supporters_of
from loim.ideas.queries.proposal.outcomes import outcomes_of_idea
from loim.ideas.views.forum.loading import unknown_link
from loim.people.models import User

REASON = "the secret in the link is the permission"
View = Callable[..., HttpResponse]


def opened(rows: QuerySet[Any]) -> Callable[[View], View]:
    """Gives the view what the link opens; a link that opens nothing says what to do instead."""

    def decorate(view: View) -> View:
        @wraps(view)
        def with_opened(request: HttpRequest, key: str) -> HttpResponse:
            found: Model | None = rows.filter(key_hash=hash_of_key(key)).first()
            if found is None:
                return unknown_link(request)
            response = view(request, found, key)
            response["X-Robots-Tag"] = "noindex"
            return response

        return public(REASON)(never_cache(with_opened))  # type: ignore[return-value]

    return decorate


@opened(Idea.objects.select_related("forum__event", "challenge__forum__event", "joined_to"))
def own_idea(request: HttpRequest, idea: Idea, key: str) -> HttpResponse:
    """See what becomes of it, confirm, change, withdraw."""
    step = request.POST.get("step", "")
    form = ChangeForm(request.POST if step == "change" else None, idea=idea)
    if step == "change" and not form.is_valid():
        return _own_idea(request, idea, form)
    if not step:
        return _own_idea(request, idea, form)
    now = timezone.now()
    try:
        if step == "confirm":
            confirm_idea(idea=idea, now=now)
            messages.success(request, _("Thank you: your idea is confirmed."))
        elif step == "change":
            confirm_idea(idea=idea, now=now)  # whoever changes it by the link has the address
            change_idea(idea=idea, now=now, **form.cleaned_data)
            messages.success(request, _("Your idea is changed."))
        elif step == "withdraw":
            withdraw_idea(idea=idea, now=now)
            messages.success(request, _("Your idea is withdrawn. Those who supported it are told."))
    except Refusal as refusal:
        if step == "change":
            form.add_error(None, str(refusal))
            return _own_idea(request, idea, form)
        messages.error(request, str(refusal))
    return redirect("idea-own", key)


def _own_idea(request: HttpRequest, idea: Idea, form: ChangeForm) -> HttpResponse:
    context = {
        "idea": idea,
        "forum": idea.forum,
        "event": idea.forum.event,
        "form": form,
        "supporters": supporters_of(idea),
        "outcomes": outcomes_of_idea(idea, timezone.localdate()),
        "today": timezone.localdate(),
    }
    return render(request, "ideas/ideas/own.html", context)


@opened(Comment.objects.select_related("idea__forum__event"))
def own_comment(request: HttpRequest, comment: Comment, key: str) -> HttpResponse:
    step = request.POST.get("step", "")
    if step == "confirm":
        confirm_comment(comment=comment, now=timezone.now())
        messages.success(request, _("Thank you: your comment is confirmed."))
    elif step == "withdraw":
        withdraw_comment(comment=comment)
        messages.success(request, _("Your comment is withdrawn."))
    if step:
        return redirect("comment-own", key)
    return render(request, "ideas/ideas/own_comment.html", {"comment": comment})


@opened(Support.objects.select_related("idea__forum__event"))
def own_support(request: HttpRequest, support: Support, key: str) -> HttpResponse:
    step = request.POST.get("step", "")
    if step == "confirm":
        confirm_support(support=support, now=timezone.now())
        messages.success(request, _("Thank you: your support is counted."))
        return redirect("idea", support.idea_id)
    if step == "withdraw":
        withdraw_support(support=support)
        messages.success(request, _("Your support is withdrawn."))
        return redirect("idea", support.idea_id)
    return render(request, "ideas/ideas/own_support.html", {"support": support})


@opened(IdeaTeamMember.objects.filter(left_at=None).select_related("team__idea__forum__event"))
def own_membership(request: HttpRequest, member: IdeaTeamMember, key: str) -> HttpResponse:
    """The team from inside: how to reach the others."""
    step, now = request.POST.get("step", ""), timezone.now()
    try:
        if step == "confirm":
            confirm_member(member=member, now=now)
            messages.success(request, _("You are in the team."))
        elif step == "leave":
            leave_team(member=member, now=now)
            messages.success(request, _("You have left the team."))
            return redirect("idea", member.team.idea_id)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    if step:
        return redirect("idea-team-own", key)
    team = member.team
    shown = {
        "member": member, "team": team, "idea": team.idea,
        "members": members_of(team.pk) if member.confirmed_at else [],
    }  # fmt: skip
    return render(request, "ideas/ideas/own_team.html", shown)


@signed_in
def my_ideas_page(request: HttpRequest) -> HttpResponse:
    """What somebody who is signed in gave, supports and said, and how it stands."""
    person: User = request.user  # type: ignore[assignment]  # `signed_in` lets nobody else in
    shown = {
        "ideas": my_ideas(person),
        "comments": my_comments(person),
        "supports": my_supports(person),
    }
    return render(request, "ideas/ideas/mine.html", shown)
