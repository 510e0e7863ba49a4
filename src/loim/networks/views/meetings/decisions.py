"""Decisions: written into the minutes, carried on, and read by everybody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.networks.actions.meetings.decisions import (
    carry_decision,
    record_decision,
    remove_decision,
)
from loim.networks.actions.meetings.refusals import DecisionChanged
from loim.networks.forms.meetings.decisions import DecisionForm
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.models import Meeting, MeetingDecision
from loim.networks.queries.meetings.agenda import habits_of
from loim.networks.queries.meetings.decisions import approved_decisions, shown_decisions
from loim.networks.queries.meetings.presence import gathering_of
from loim.networks.views.meetings.loading import (
    kept_meeting,
    load_network,
    refuse_unseen,
    user_of,
)


@public("decisions of public networks are for everybody; the view guards the others")
def decisions_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = load_network(pk)
    if refused := refuse_unseen(request, network):
        return refused
    rows = paged(request, approved_decisions(network), 30)
    names_votes = habits_of(network).votes_are_public
    queryset = rows.page.object_list
    context = {
        "network": network,
        "list": rows,
        "decisions": shown_decisions(queryset, names_votes=names_votes),  # type: ignore[arg-type]
    }
    return render(request, "networks/meetings/decisions.html", context)


@signed_in
def decision_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _decision_page(request, kept_meeting(request, pk), None)


@signed_in
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(MeetingDecision, pk=pk)
    return _decision_page(request, kept_meeting(request, decision.meeting_id), decision)


def _decision_page(
    request: HttpRequest, meeting: Meeting, decision: MeetingDecision | None
) -> HttpResponse:
    if meeting.state != MinutesState.DRAFT:
        return redirect("network-meeting", meeting.pk)
    gathering = gathering_of(meeting)
    item = request.GET.get("item", "")
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        gathering=gathering,
        decision=decision,
        item=int(item) if item.isascii() and item.isdecimal() and len(item) < 19 else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = record_decision(
                meeting=meeting,
                facts=form.facts(),
                decision=decision,
                seen=form.cleaned_data["seen"],
                submission=form.cleaned_data["submission"] if decision is None else None,
                by=user_of(request),
                now=timezone.now(),
            )
        except DecisionChanged as refusal:
            form.add_error(None, str(refusal))
            stored = MeetingDecision.objects.get(pk=decision.pk) if decision else None
            form.show_seen(stored.written_at.isoformat() if stored else "")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Decision %(number)s is written down.") % {"number": saved.number}
            )
            return redirect("network-minutes-write", meeting.pk)
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "form": form,
        "decision": decision,
        "gathering": gathering,
    }
    return render(request, "networks/meetings/decision.html", context)


@signed_in
@require_POST
def decision_remove(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(MeetingDecision, pk=pk)
    decision.meeting = kept_meeting(request, decision.meeting_id)
    try:
        remove_decision(decision=decision, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The decision is removed from the draft."))
    return redirect("network-minutes-write", decision.meeting_id)


@signed_in
@require_POST
def decision_carry(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(MeetingDecision, pk=pk)
    decision.meeting = kept_meeting(request, decision.meeting_id)
    try:
        to = carry_decision(decision=decision, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("It stands on the agenda of the next meeting.")
            if to
            else _("It waits for the next meeting: its agenda will begin with it."),
        )
    is_draft = decision.meeting.state == MinutesState.DRAFT
    page = "network-minutes-write" if is_draft else "network-minutes"
    return redirect(page, decision.meeting_id)
