"""What whoever made a proposal does later: word it, move its date, ask again, withdraw it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.keeping import (
    ask_again,
    edit_proposal,
    move_answer_date,
    send_withdrawn_again,
    withdraw_proposal,
)
from loim.ideas.forms.proposal.proposal import (
    AnswerDateForm,
    AskAgainForm,
    ProposalTextForm,
    WithdrawForm,
)
from loim.ideas.models import Proposal, ProposalStatus
from loim.ideas.permissions import may_keep_proposal
from loim.ideas.views.proposal.access import load
from loim.people.models import User
from loim.programmes.permissions import programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices


@signed_in
def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    proposal, person = _kept(request, pk)
    form = ProposalTextForm(
        request.POST if request.method == "POST" else None,
        instance=proposal,
        activities=activity_choices(programmes_taken_part_in(person)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_proposal(proposal=proposal, text=form.words(), by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The proposal is saved."))
            return redirect("proposal", pk)
    return render(
        request,
        "ideas/proposal/edit.html",
        {"form": form, "proposal": load(pk), "here": "edit", "may_keep": True},
    )


@signed_in
def proposal_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Three small forms on a page: only the one that was sent is read."""
    proposal, person = _kept(request, pk)
    sent = request.POST.get("what", "") if request.method == "POST" else ""
    forms = _forms(proposal, request.POST, sent)
    if sent in forms and forms[sent].is_valid():
        try:
            done = _do(sent, proposal, forms[sent].cleaned_data, person)
        except Refusal as refusal:
            forms[sent].add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("proposal", pk)
    context = {
        "proposal": load(pk),
        "forms": forms,
        "sent": forms.get(sent),
        "is_waiting": proposal.status == ProposalStatus.SENT,
        "is_withdrawn": proposal.status == ProposalStatus.WITHDRAWN,
        "here": "keep",
        "may_keep": True,
    }
    return render(request, "ideas/proposal/keep.html", context)


def _forms(proposal: Proposal, data: Any, sent: str) -> dict[str, Any]:
    day = {"answer_by": proposal.answer_by}
    made: dict[str, tuple[Any, dict[str, Any]]] = {
        "date": (AnswerDateForm, day),
        "ask": (AskAgainForm, {"owner_email": proposal.owner_email}),
        "withdraw": (WithdrawForm, {}),
        "send": (AnswerDateForm, {}),
    }
    return {
        name: form(data if name == sent else None, initial=initial, prefix=name)
        for name, (form, initial) in made.items()
    }


def _do(what: str, proposal: Proposal, said: dict[str, Any], by: User) -> str:
    now = timezone.now()
    if what == "date":
        move_answer_date(
            proposal=proposal, answer_by=said["answer_by"], note=said["note"], by=by, now=now
        )
        return _("The date is moved. The owner sees it on the page.")
    if what == "ask":
        count = ask_again(proposal=proposal, owner_email=said["owner_email"], by=by, now=now)
        return ngettext(
            "%(count)s letter is on its way.", "%(count)s letters are on their way.", count
        ) % {"count": count}
    if what == "send":
        send_withdrawn_again(proposal=proposal, answer_by=said["answer_by"], by=by, now=now)
        return _("The proposal is sent again: the owner has a letter.")
    withdraw_proposal(proposal=proposal, reason=said["reason"], by=by, now=now)
    return _("The proposal is withdrawn. Nothing is asked of the owner any more.")


def _kept(request: HttpRequest, pk: int) -> tuple[Proposal, User]:
    proposal = load(pk)
    if not may_keep_proposal(request.user, proposal):
        raise PermissionDenied
    return proposal, request.user  # type: ignore[return-value]  # signed in
