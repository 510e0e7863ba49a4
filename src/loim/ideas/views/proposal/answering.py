"""The owner's pages: the answer, how the work goes, milestones."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.answering import (
    answer_proposal,
    drafts_of,
    save_draft,
    tell_progress,
)
from loim.ideas.actions.proposal.milestones import (
    add_milestone,
    drop_milestone,
    move_milestone,
    reach_milestone,
)
from loim.ideas.actions.proposal.stepping import Answerer
from loim.ideas.forms.proposal.answer import (
    AnswerForm,
    MilestoneForm,
    MilestoneStepForm,
    ProgressForm,
)
from loim.ideas.logic.proposal_states import PROMISED, next_answers, next_steps
from loim.ideas.models import Milestone, Proposal
from loim.ideas.queries.proposal.story import Story, story_of
from loim.ideas.views.proposal.access import load, owners_only


@owners_only
def proposal_answer(request: HttpRequest, proposal: Proposal, who: Answerer) -> HttpResponse:
    """`draft` in what is sent keeps it for later, finished or not."""
    story = story_of(proposal, request.user, timezone.localdate())
    draft = drafts_of(proposal, who).first()
    is_sent = request.method == "POST"
    form = AnswerForm(
        request.POST if is_sent else None,
        offered=next_answers(proposal.status),
        last=story.last,
        initial=draft.typed if draft else {},
    )
    if is_sent and "draft" in request.POST:
        save_draft(proposal=proposal, typed=form.typed(), by=who, now=timezone.now())
        messages.success(request, _("The draft is kept. Only you see it."))
        return redirect("proposal-answer", proposal.pk)
    if is_sent and form.is_valid():
        try:
            answer_proposal(
                proposal=proposal,
                status=form.cleaned_data["status"],
                words=form.words(),
                seen=form.cleaned_data["seen"],
                by=who,
                now=timezone.now(),
            )
        except Refusal as refusal:
            proposal, story = _as_it_is_now(request, proposal)
            form.refuse(refusal, story.last)
        else:
            messages.success(
                request,
                _("Thank you: the answer is public. For ten minutes you can take it back."),
            )
            return redirect("proposal", proposal.pk)
    context = {**_shown(proposal, story, "answer"), "form": form, "draft": draft}
    return render(request, "ideas/proposal/answer.html", context)


@owners_only
def proposal_progress(request: HttpRequest, proposal: Proposal, who: Answerer) -> HttpResponse:
    story = story_of(proposal, request.user, timezone.localdate())
    offered = next_steps(proposal.status)
    form = ProgressForm(
        request.POST if request.method == "POST" else None,
        offered=offered,
        last=story.last,
        today=timezone.localdate(),
        initial={"status": offered[0]} if len(offered) == 1 else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            tell_progress(
                proposal=proposal,
                status=form.cleaned_data["status"],
                words=form.words(),
                day=form.cleaned_data["day"],
                seen=form.cleaned_data["seen"],
                by=who,
                now=timezone.now(),
            )
        except Refusal as refusal:
            proposal, story = _as_it_is_now(request, proposal)
            form.refuse(refusal, story.last)
        else:
            messages.success(
                request, _("Told: everybody sees it. For ten minutes you can take it back.")
            )
            return redirect("proposal", proposal.pk)
    context = {**_shown(proposal, story, "progress"), "form": form}
    return render(request, "ideas/proposal/progress.html", context)


@owners_only
def proposal_milestones(request: HttpRequest, proposal: Proposal, who: Answerer) -> HttpResponse:
    story = story_of(proposal, request.user, timezone.localdate())
    form = MilestoneForm(
        request.POST if request.method == "POST" else None,
        proposal=proposal,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_milestone(
                proposal=proposal,
                title=said["title"],
                due_date=said["due_date"],
                note=said["note"],
                translations=form.instance.translations,
                submission=said["submission"],
                by=who,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The milestone is set."))
            return redirect("proposal-milestones", proposal.pk)
    context = {**_shown(proposal, story, "milestones"), "form": form}
    return render(request, "ideas/proposal/milestones.html", context)


@owners_only
def proposal_milestone(
    request: HttpRequest, proposal: Proposal, who: Answerer, milestone_pk: int
) -> HttpResponse:
    milestone = get_object_or_404(
        Milestone, pk=milestone_pk, proposal=proposal, done_date=None, dropped_date=None
    )
    today = timezone.localdate()
    form = MilestoneStepForm(
        request.POST if request.method == "POST" else None, initial={"day": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _step(milestone, form.cleaned_data, who)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Told on the proposal's page."))
            return redirect("proposal-milestones", proposal.pk)
    story = story_of(proposal, request.user, today)
    context = {**_shown(proposal, story, "milestones"), "form": form, "milestone": milestone}
    return render(request, "ideas/proposal/milestone.html", context)


def _step(milestone: Milestone, said: dict[str, Any], who: Answerer) -> None:
    now, note = timezone.now(), said["note"]
    if said["what"] == MilestoneStepForm.REACHED:
        reach_milestone(milestone=milestone, day=said["day"], note=note, by=who, now=now)
    elif said["what"] == MilestoneStepForm.MOVED:
        move_milestone(milestone=milestone, due_date=said["day"], note=note, by=who, now=now)
    else:
        drop_milestone(milestone=milestone, note=note, by=who, now=now)


def _as_it_is_now(request: HttpRequest, proposal: Proposal) -> tuple[Proposal, Story]:
    """Somebody may have written while this page was being sent."""
    fresh = load(proposal.pk)
    return fresh, story_of(fresh, request.user, timezone.localdate())


def _shown(proposal: Proposal, story: Story, here: str) -> dict[str, Any]:
    return {
        "proposal": proposal,
        "story": story,
        "answers": True,
        "here": here,
        "today": timezone.localdate(),
        "next_answers": next_answers(proposal.status),
        "next_steps": next_steps(proposal.status),
        "has_milestones": proposal.status in PROMISED,
    }
