"""The page of one proposal, taking back a slip, and the link of a letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.renewing import renew_link
from loim.ideas.actions.proposal.undoing import can_be_undone, undo_step
from loim.ideas.logic.proposal_states import PROMISED, next_answers, next_steps
from loim.ideas.models import ProposalStatus
from loim.ideas.permissions import may_keep_proposal
from loim.ideas.proposal_parts import parts_of
from loim.ideas.queries.proposal.links import link_by_key
from loim.ideas.queries.proposal.story import story_of
from loim.ideas.views.proposal.access import answerer_of, load, open_for_session
from loim.ideas.views.proposal.lists import PUBLIC
from loim.people.models import User


@public(PUBLIC)
def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = load(pk)
    now = timezone.now()
    today = timezone.localdate()
    story = story_of(proposal, request.user, today)
    who = answerer_of(request, proposal)
    actor = who or (request.user if isinstance(request.user, User) else None)
    may_keep = may_keep_proposal(request.user, proposal)
    context = {
        "proposal": proposal,
        "story": story,
        "parts": parts_of(proposal),
        "today": today,
        "answers": who is not None,
        "by_letter": who is not None and not isinstance(who, User),
        "next_answers": next_answers(proposal.status) if who else (),
        "next_steps": next_steps(proposal.status) if who else (),
        "has_milestones": proposal.status in PROMISED,
        "is_withdrawn": proposal.status == ProposalStatus.WITHDRAWN,
        "may_keep": may_keep,
        "undo": story.last
        if actor and (who or may_keep) and can_be_undone(story.last, actor, now)
        else None,
    }
    return render(request, "ideas/proposal/page.html", context)


@public("whoever took the last step takes it back; the action asks who it was")
@require_POST
def proposal_undo(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = load(pk)
    who = answerer_of(request, proposal) or (
        request.user if isinstance(request.user, User) else None
    )
    if who is None:
        raise Http404
    try:
        step = int(request.POST.get("step", "0") or 0)
        undo_step(proposal=proposal, step_id=step, by=who, now=timezone.now())
    except (Refusal, ValueError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back: the proposal is as it was before."))
    return redirect("proposal", pk)


@public("by the secret of a letter to the owner")
@never_cache
def proposal_letter(request: HttpRequest, key: str) -> HttpResponse:
    """Opens the proposal for whoever got the letter; one that has expired can be renewed."""
    link = link_by_key(key)
    if link is None:
        raise Http404
    now = timezone.now()
    if link.expires_at > now and link.renewed_at is None:
        open_for_session(request, link)
        return redirect("proposal", link.proposal_id)
    if request.method == "POST":
        try:
            renew_link(link=link, now=now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("A new link is on its way to the same address."))
        return redirect("proposal", link.proposal_id)
    return render(request, "ideas/proposal/expired.html", {"proposal": link.proposal, "link": link})
