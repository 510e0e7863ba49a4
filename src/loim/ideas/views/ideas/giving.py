"""Giving an idea: on a phone, in under a minute."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.ideas.actions.ideas.giving import submit_idea
from loim.ideas.forms.ideas.idea import IdeaForm
from loim.ideas.models import Forum, GroupNote, Idea, Shown
from loim.ideas.queries.forum.page import times_of
from loim.ideas.views.forum.loading import (
    Visitor,
    is_one_too_many,
    load_forum,
    signing_in_may_help,
    visitor_at,
)
from loim.ideas.views.forum.pages import forum_links


@public("whom a forum takes ideas from is the forum's matter; the view guards it")
@signing_in_may_help
def idea_new(request: HttpRequest, pk: int) -> HttpResponse:
    forum, now = load_forum(pk), timezone.now()
    visitor = visitor_at(request, forum)
    if not visitor.may_give:
        return redirect("forum-participant-link", pk)
    if not times_of(forum, now).is_open and not visitor.may_moderate:
        return render(
            request,
            "ideas/ideas/shut.html",
            {**forum_links(visitor), "times": times_of(forum, now)},
        )
    note = _note(request, visitor)
    form = IdeaForm(
        request.POST if request.method == "POST" else None,
        forum=forum,
        is_known=visitor.is_known,
        initial={
            "language": note.language if note else get_language(),
            "challenge": note.challenge_id if note else request.GET.get("challenge"),
            "text": note.words if note else "",
            "strategy": forum.strategy_id,
        },
    )
    if form.is_bound and form.is_valid():
        if is_one_too_many(request, visitor):
            return _form(request, visitor, form, note, status=429)
        return _sent(request, visitor, form, note)
    return _form(request, visitor, form, note)


@public("the page that says that a letter is on its way; it names nobody")
@signing_in_may_help
@require_safe
def idea_sent(request: HttpRequest, pk: int) -> HttpResponse:
    forum = load_forum(pk)
    return render(request, "ideas/ideas/sent.html", forum_links(visitor_at(request, forum)))


def _sent(
    request: HttpRequest, visitor: Visitor, form: IdeaForm, note: GroupNote | None
) -> HttpResponse:
    try:
        idea = submit_idea(
            forum=visitor.forum, note=note, strategies=form.strategies(), now=timezone.now(),
            **form.words(), **form.signature(), **visitor.who(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _form(request, visitor, form, note)
    return _thanks(request, visitor, visitor.forum, idea, form)


def _thanks(
    request: HttpRequest, visitor: Visitor, forum: Forum, idea: Idea, form: IdeaForm
) -> HttpResponse:
    """Of what a form with the same `submission` made before, nothing is told to a stranger."""
    request.session["idea_saved"] = str(form.cleaned_data["submission"])
    if not visitor.is_known:
        messages.success(
            request,
            _("We have written to %(email)s.") % {"email": form.cleaned_data["author_email"]},
        )
        return redirect("forum-idea-sent", forum.pk)
    if idea.state == Shown.SHOWN:
        messages.success(request, _("Thank you! Your idea is here for everybody to read."))
        return redirect("idea", idea.pk)
    messages.success(request, _("Thank you! Your idea will be shown when somebody has read it."))
    return redirect("idea", idea.pk) if visitor.is_author(idea) else redirect("forum", forum.pk)


def _form(
    request: HttpRequest,
    visitor: Visitor,
    form: IdeaForm,
    note: GroupNote | None,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = {**forum_links(visitor), "form": form, "note": note}
    return render(request, "ideas/ideas/new.html", shown, status=status)


def _note(request: HttpRequest, visitor: Visitor) -> GroupNote | None:
    """An idea that is made of what a group heard."""
    key = request.GET.get("note", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):  # bigint
        return None
    return visitor.forum.notes.filter(pk=int(key)).first()
