"""A network's meetings, and one of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.models import EventStatus
from loim.events.permissions import may_see_event
from loim.networks.actions.meetings.planning import plan_meeting, set_county_wide, set_habits
from loim.networks.actions.meetings.presence import save_presence
from loim.networks.forms.meetings.planning import HabitsForm, PlanForm
from loim.networks.forms.meetings.presence import PresenceForm
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.meeting_permissions import (
    may_keep_minutes,
    may_plan_meetings,
    may_read_minutes,
)
from loim.networks.permissions import (
    may_change_network,
    may_see_inside_network,
    networks_seen_inside_by,
)
from loim.networks.queries.meetings.agenda import draft_items, habits_of, last_meeting_of
from loim.networks.queries.meetings.decisions import public_decisions
from loim.networks.queries.meetings.listed import meeting_before, meetings_of, next_meeting_of
from loim.networks.queries.meetings.minutes import held_since, state_words
from loim.networks.queries.meetings.naming import name_for
from loim.networks.queries.meetings.owed import owed_by, with_the_rule
from loim.networks.queries.meetings.presence import gathering_of
from loim.networks.queries.meetings.tasks import follow_up_of
from loim.networks.views.meetings.loading import (
    kept_meeting,
    load_meeting,
    load_network,
    planned_network,
    refuse_unseen,
    user_of,
)
from loim.programmes.permissions import may_correct_somewhere


@public("public networks show when they meet; the view guards the others")
def meetings_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = load_network(pk)
    if refused := refuse_unseen(request, network):
        return refused
    today = timezone.localdate()
    is_inside = may_see_inside_network(request.user, network)
    rows = meetings_of(network)
    if not is_inside:
        rows = rows.filter(event__status__in=[EventStatus.PUBLISHED, EventStatus.HELD])
    context = {
        "network": network,
        "meetings": paged(request, rows, 30),
        "next": next_meeting_of(network, today),
        "owes": next(iter(owed_by([network], today)), None) if is_inside else None,
        "may_plan": may_plan_meetings(request.user, network),
        "may_keep": may_keep_minutes(request.user, network),
        "is_inside": is_inside,
        "today": today,
    }
    return render(request, "networks/meetings/list.html", context)


@signed_in
def county_meetings(request: HttpRequest) -> HttpResponse:
    """All networks that owe county meetings; those that are warned of first."""
    today = timezone.localdate()
    rows = with_the_rule(networks_seen_inside_by(request.user), today)
    networks = list(rows.select_related("organisation").order_by("name", "pk"))
    owed = sorted(owed_by(networks, today), key=lambda one: not one.owed.is_warned)
    context = {"owed": paged(request, owed), "today": today}
    return render(request, "networks/meetings/county.html", context)


@signed_in
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = planned_network(request, pk)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        network=network,
        last=last_meeting_of(network),
        items=draft_items(network),
        may_correct=may_correct_somewhere(user_of(request)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            meeting = plan_meeting(
                network=network,
                plan=form.plan(),
                submission=form.cleaned_data["submission"],
                reason=form.reason,
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("The meeting is planned. Look at its agenda, then publish it.")
            )
            return redirect("network-meeting", meeting.pk)
    today = timezone.localdate()
    owes = next(iter(owed_by([network], today)), None)
    context = {"network": network, "form": form, "owes": owes}
    return render(request, "networks/meetings/plan.html", context)


@signed_in
def habits_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = planned_network(request, pk)
    form = HabitsForm(request.POST if request.method == "POST" else None, habits=habits_of(network))
    if request.method == "POST" and form.is_valid():
        set_habits(network=network, by=user_of(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("network-meetings", pk)
    return render(request, "networks/meetings/habits.html", {"network": network, "form": form})


@public("public networks show when they meet; the view guards the others")
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(pk)
    network, person = meeting.network, request.user
    if refused := refuse_unseen(request, network):
        return refused
    today = timezone.localdate()
    is_inside = may_see_inside_network(person, network)
    may_keep = may_keep_minutes(person, network)
    has_begun = meeting.event.start_date <= today
    before = meeting_before(meeting)
    knows_presence = has_begun and (may_keep or is_inside)
    gathering = gathering_of(meeting) if knows_presence else None
    context = {
        "meeting": meeting,
        "network": network,
        "event": meeting.event,
        "today": today,
        "is_inside": is_inside,
        "may_keep": may_keep,
        "may_plan": may_plan_meetings(person, network),
        "may_change": may_change_network(person, network),
        "may_read_event": may_see_event(person, meeting.event),
        "may_read_minutes": meeting.state != MinutesState.NONE
        and may_read_minutes(person, meeting),
        "has_begun": has_begun,
        "gathering": gathering,
        "there": [name_for(one.member, sees_all=may_keep) for one in gathering.there]
        if gathering
        else [],
        "state_words": state_words(meeting),
        "follow_up": follow_up_of(
            meeting, before, today, sees_all=may_keep, since=held_since(before)
        )
        if is_inside and meeting.state != MinutesState.APPROVED
        else None,
        "decisions": public_decisions(network, meeting)
        if meeting.state == MinutesState.APPROVED
        else [],
    }
    return render(request, "networks/meetings/meeting.html", context)


@signed_in
def presence_page(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = kept_meeting(request, pk)
    gathering = gathering_of(meeting)
    form = PresenceForm(request.POST if request.method == "POST" else None, gathering=gathering)
    if request.method == "POST":
        try:
            saved = save_presence(
                meeting=meeting, states=form.states(), by=user_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved. %(quorum)s") % {"quorum": saved.words})
        return redirect("network-meeting", pk)
    context = {"meeting": meeting, "network": meeting.network, "event": meeting.event,
               "form": form, "gathering": gathering}  # fmt: skip
    return render(request, "networks/meetings/presence.html", context)


@signed_in
@require_POST
def county_wide(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = kept_meeting(request, pk)
    wanted = request.POST.get("is_county_wide") == "yes"
    try:
        set_county_wide(
            meeting=meeting, is_county_wide=wanted, by=user_of(request), now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("network-meeting", pk)
