"""Voting, assessing, and the organiser's table of both."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, public, signed_in
from loim.common.refusals import Refusal
from loim.ideas.actions.choice.jury import (
    add_juror,
    declare_conflict,
    finish,
    give_scores,
    remove_criterion,
    remove_juror,
    save_criterion,
    take_conflict_back,
)
from loim.ideas.actions.choice.publishing import publish_choice
from loim.ideas.actions.choice.voting import take_back_vote, vote, votes_of
from loim.ideas.forms.choice.jury import CriterionForm, JurorForm, PublishForm, ScoreForm
from loim.ideas.models import ChoiceMethod, Criterion, Forum, Juror
from loim.ideas.queries.choice.counting import candidates, voters
from loim.ideas.queries.choice.progress import ideas_left, progress_of_jury
from loim.ideas.queries.choice.table import juror_table
from loim.ideas.queries.forum.page import commitment_of, times_of
from loim.ideas.views.forum.loading import (
    Visitor,
    load_forum,
    moderator_of,
    signing_in_may_help,
    visitor_at,
)
from loim.ideas.views.forum.pages import forum_links
from loim.people.models import User
from loim.programmes.permissions import may_record


@public("who may vote is the forum's matter; the view guards it")
@signing_in_may_help
def forum_vote(request: HttpRequest, pk: int) -> HttpResponse:
    forum, now = load_forum(pk), timezone.now()
    visitor = visitor_at(request, forum)
    if forum.choice_method != ChoiceMethod.AUDIENCE:
        raise Http404
    if request.method == "POST":
        key = request.POST.get("idea", "")
        idea = get_object_or_404(forum.ideas, pk=int(key) if key.isdecimal() else 0)
        act = take_back_vote if request.POST.get("step") == "take-back" else vote
        try:
            act(idea=idea, now=now, **visitor.who())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{request.path}#idea-{idea.pk}")
    mine: set[int] = set()
    if visitor.may_vote:
        rows = votes_of(forum, visitor.user, visitor.place)
        mine = set(rows.values_list("idea", flat=True))
    ideas = list(candidates(forum).select_related("forum__event", "challenge__forum__event"))
    given = sum(idea.pk in mine for idea in ideas)
    return render(
        request,
        "ideas/choice/vote.html",
        {
            **forum_links(visitor),
            "ideas": ideas,
            "mine": mine,
            "left": forum.votes_each - given,
            "times": times_of(forum, now),
        },
    )


@signed_in
def forum_jury(request: HttpRequest, pk: int) -> HttpResponse:
    """A juror's ideas: what is assessed, what waits, and where they have a stake."""
    forum, juror = _juror(request, pk)
    visitor = Visitor(request, forum)
    if request.method == "POST":
        try:
            finish(juror=juror, by=_person(request), now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you: you have assessed everything."))
        return redirect("forum-jury", pk)
    shown = {
        **forum_links(visitor),
        "juror": juror,
        "table": juror_table(juror),
        "times": times_of(forum, timezone.now()),
    }
    return render(request, "ideas/choice/jury.html", shown)


@signed_in
def forum_jury_idea(request: HttpRequest, pk: int, idea: int) -> HttpResponse:
    forum, juror = _juror(request, pk)
    found = get_object_or_404(
        candidates(forum).select_related("forum__event", "challenge__forum__event", "author"),
        pk=idea,
    )
    criteria = list(forum.criteria.select_related("forum__event").order_by("number", "pk"))
    given = dict(juror.scores.filter(idea=found).values_list("criterion", "points"))
    step = request.POST.get("step", "")
    form = ScoreForm(request.POST if step == "points" else None, criteria=criteria, given=given)
    person, now = _person(request), timezone.now()
    try:
        if step == "points" and form.is_valid():
            give_scores(juror=juror, idea=found, points=form.points(), by=person, now=now)
            messages.success(request, _("Your points are saved."))
            following = next((each for each in ideas_left(juror) if each.pk != found.pk), None)
            if following is not None:
                return redirect("forum-jury-idea", pk, following.pk)
            return redirect("forum-jury", pk)
        if step == "conflict":
            reason = request.POST.get("reason", "")
            declare_conflict(juror=juror, idea=found, reason=reason, by=person, now=now)
            messages.success(request, _("Thank you for saying so: others assess this idea."))
            return redirect("forum-jury", pk)
        if step == "no-conflict":
            take_conflict_back(juror=juror, idea=found, by=person, now=now)
            return redirect("forum-jury-idea", pk, idea)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    shown = {
        **forum_links(Visitor(request, forum)), "juror": juror, "idea": found, "form": form,
        "conflict": juror.conflicts.filter(idea=found).first(),
        "times": times_of(forum, now),
    }  # fmt: skip
    return render(request, "ideas/choice/jury_idea.html", shown)


@allowed(may_record)
def forum_choice(request: HttpRequest, pk: int) -> HttpResponse:
    """For the organiser: criteria and jury before, progress during, and the result after."""
    forum = load_forum(pk)
    by, now = moderator_of(request, forum), timezone.now()
    step = request.POST.get("step", "")
    forms = {
        "criterion": CriterionForm(
            request.POST if step == "criterion" else None, instance=Criterion(forum=forum)
        ),
        "juror": JurorForm(request.POST if step == "juror" else None),
        "publish": PublishForm(request.POST if step == "publish" else None),
    }
    if step and _organised(request, forum, step, forms, by):
        return redirect("forum" if step == "publish" else "forum-choice", pk)
    shown: dict[str, Any] = {
        **forum_links(Visitor(request, forum)),
        "times": times_of(forum, now),
        "criteria": list(forum.criteria.select_related("forum__event").order_by("number", "pk")),
        **{f"{name}_form": form for name, form in forms.items()},
        "commitment": commitment_of(forum),
        "number_of_ideas": candidates(forum).count(),
    }
    if forum.choice_method == ChoiceMethod.JURY:
        shown["progress"] = progress_of_jury(forum)
    elif forum.choice_method == ChoiceMethod.AUDIENCE:
        shown["voters"] = voters(forum)
    return render(request, "ideas/choice/organise.html", shown)


def _organised(
    request: HttpRequest,
    forum: Forum,
    step: str,
    forms: Mapping[str, Any],
    by: User,
) -> bool:
    """Whether the step was taken; what stands in its way is said by its form."""
    now = timezone.now()
    form: Any = forms.get(step)
    if form is not None and not form.is_valid():
        return False
    try:
        if step == "criterion":
            save_criterion(forum=forum, by=by, now=now, **form.facts())
        elif step == "juror":
            add_juror(forum=forum, by=by, now=now, **form.cleaned_data)
        elif step == "publish":
            publish_choice(forum=forum, by=by, now=now, **form.cleaned_data)
            messages.success(request, _("The result is public."))
        elif step == "remove-criterion":
            remove_criterion(criterion=_part(request, forum.criteria.all()), by=by, now=now)
        elif step == "remove-juror":
            remove_juror(juror=_part(request, forum.jury.all()), by=by, now=now)
    except Refusal as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return True
        form.add_error(None, str(refusal))
        return False
    return True


def _part(request: HttpRequest, rows: Any) -> Any:
    key = request.POST.get("key", "")
    return get_object_or_404(rows, pk=int(key) if key.isdecimal() else 0)


def _juror(request: HttpRequest, pk: int) -> tuple[Forum, Juror]:
    forum = load_forum(pk)
    juror = forum.jury.filter(user=_person(request)).first()
    if juror is None or forum.choice_method != ChoiceMethod.JURY:
        raise PermissionDenied
    juror.forum = forum
    return forum, juror


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # only for pages of those who are signed in
