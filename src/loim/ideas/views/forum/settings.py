"""Setting a forum up: what it asks, who gives, how one chooses; and what waits to be read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.models import Event
from loim.events.permissions import may_change_event
from loim.ideas.actions.forum.challenges import move_challenge, remove_challenge, save_challenge
from loim.ideas.actions.forum.opening import change_forum, open_forum
from loim.ideas.actions.ideas.moderating import hide, put_back, show
from loim.ideas.forms.forum.settings import ChallengeForm, ForumForm
from loim.ideas.models import Challenge, Comment, Forum, Idea
from loim.ideas.queries.forum.page import challenges_of, times_of
from loim.ideas.queries.ideas.waiting import hidden_of, queue_of
from loim.ideas.views.forum.loading import Visitor, load_forum, load_idea, moderator_of
from loim.ideas.views.forum.pages import forum_links
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def forum_open(request: HttpRequest, event: int) -> HttpResponse:
    """An event begins to gather ideas; one that does already leads to its settings."""
    found = get_object_or_404(Event.objects.select_related("organiser", "activity"), pk=event)
    if not may_change_event(request.user, found):
        raise PermissionDenied
    if there := Forum.objects.filter(event=found).first():
        return redirect("forum-settings", there.pk)
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    form = ForumForm(
        request.POST if request.method == "POST" else None, instance=Forum(event=found)
    )
    if form.is_bound and form.is_valid():
        try:
            forum = open_forum(event=found, by=person, now=timezone.now(), **form.facts())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Ideas are gathered now. Add the questions to answer."))
            return redirect("forum-challenges", forum.pk)
    return render(request, "ideas/forum/open.html", {"form": form, "event": found})


@allowed(may_record)
def forum_settings(request: HttpRequest, pk: int) -> HttpResponse:
    forum = load_forum(pk)
    by = moderator_of(request, forum)
    form = ForumForm(request.POST if request.method == "POST" else None, instance=load_forum(pk))
    if form.is_bound and form.is_valid():
        try:
            change_forum(forum=forum, by=by, now=timezone.now(), **form.facts())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("forum", pk)
    return render(
        request,
        "ideas/forum/settings.html",
        {**_links(request, forum), "form": form, "times": times_of(forum, timezone.now())},
    )


@allowed(may_record)
def forum_challenges(request: HttpRequest, pk: int) -> HttpResponse:
    forum = load_forum(pk)
    by = moderator_of(request, forum)
    form = _challenge_form(request, Challenge(forum=forum))
    if form.is_bound and form.is_valid():
        save_challenge(forum=forum, by=by, now=timezone.now(), **form.facts())
        messages.success(request, _("The challenge is added."))
        return redirect("forum-challenges", pk)
    return render(
        request,
        "ideas/forum/challenges.html",
        {**_links(request, forum), "challenges": challenges_of(forum), "form": form},
    )


@allowed(may_record)
def forum_challenge(request: HttpRequest, pk: int, challenge: int) -> HttpResponse:
    forum = load_forum(pk)
    by = moderator_of(request, forum)
    found = _challenge(forum, challenge)
    form = _challenge_form(request, _challenge(forum, challenge))
    if form.is_bound and form.is_valid():
        save_challenge(forum=forum, challenge=found, by=by, now=timezone.now(), **form.facts())
        messages.success(request, _("The challenge is saved."))
        return redirect("forum-challenges", pk)
    return render(
        request,
        "ideas/forum/challenge.html",
        {**_links(request, forum), "challenge": found, "form": form},
    )


@allowed(may_record)
@require_POST
def forum_challenge_step(request: HttpRequest, pk: int, challenge: int) -> HttpResponse:
    """Up, down, or away."""
    forum = load_forum(pk)
    by, now = moderator_of(request, forum), timezone.now()
    found = _challenge(forum, challenge)
    step = request.POST.get("step")
    try:
        if step == "remove":
            remove_challenge(challenge=found, by=by, now=now)
            messages.success(request, _("The challenge is removed."))
        elif step in {"up", "down"}:
            move_challenge(challenge=found, is_up=step == "up", by=by, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("forum-challenges", pk)


@allowed(may_record)
@require_safe
def forum_moderation(request: HttpRequest, pk: int) -> HttpResponse:
    """Waiting ideas and comments, the oldest first."""
    forum = load_forum(pk)
    moderator_of(request, forum)
    hidden_ideas, hidden_comments = hidden_of(forum)
    return render(
        request,
        "ideas/forum/moderation.html",
        {
            **_links(request, forum),
            "queue": queue_of(forum),
            "hidden_ideas": hidden_ideas,
            "hidden_comments": hidden_comments,
        },
    )


@allowed(may_record)
@require_POST
def idea_moderate(request: HttpRequest, pk: int) -> HttpResponse:
    idea = load_idea(pk)
    return _moderated(request, idea, idea.forum)


@allowed(may_record)
@require_POST
def comment_moderate(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Comment.objects.select_related("idea__forum__event__organiser", "author")
    comment = get_object_or_404(rows, pk=pk)
    return _moderated(request, comment, comment.idea.forum)


def _moderated(request: HttpRequest, written: Idea | Comment, forum: Forum) -> HttpResponse:
    by, now = moderator_of(request, forum), timezone.now()
    step = request.POST.get("step")
    try:
        if step == "show":
            show(written=written, by=by, now=now)
            _done(request, written, _("It is shown now."))
        elif step == "hide":
            hide(written=written, reason=request.POST.get("reason", ""), by=by, now=now)
            _done(request, written, _("It is not shown; its author is told why."))
        elif step == "undo":
            put_back(written=written, by=by, now=now)
            messages.success(request, _("It waits to be read again."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("forum-moderation", forum.pk)


def _done(request: HttpRequest, written: Idea | Comment, text: str) -> None:
    """With a way back: the next page shows a button."""
    kind = "idea" if isinstance(written, Idea) else "comment"
    request.session["moderated"] = {"kind": kind, "pk": written.pk, "text": written.words[:80]}
    messages.success(request, text)


def _links(request: HttpRequest, forum: Forum) -> dict[str, Any]:
    return {**forum_links(Visitor(request, forum)), "undo": request.session.pop("moderated", None)}


def _challenge(forum: Forum, key: int) -> Challenge:
    found = get_object_or_404(forum.challenges.all(), pk=key)
    found.forum = forum
    return found


def _challenge_form(request: HttpRequest, challenge: Challenge) -> ChallengeForm:
    return ChallengeForm(request.POST if request.method == "POST" else None, instance=challenge)
