"""A club's meetings, and one of them: changed, cancelled, taking place after all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.clubs.actions.meetings import cancel_meeting, change_meeting, reopen_meeting
from loim.clubs.forms.meeting import CancelForm, MeetingForm
from loim.clubs.queries.meetings import listed_meetings
from loim.clubs.views.loading import load_meeting, run_club, run_meeting, user_of
from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record

MEETINGS_ON_A_PAGE = 30


@allowed(may_record)
def meetings_page(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    is_past = request.GET.get("when") == "past"
    today = timezone.localdate()
    meetings = listed_meetings(club, today, past=is_past)
    context = {
        "club": club,
        "is_past": is_past,
        "today": today,
        "meetings": paged(request, meetings, MEETINGS_ON_A_PAGE),
    }
    return render(request, "clubs/meetings.html", context)


@allowed(may_record)
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = run_meeting(request, pk)
    assert meeting.event is not None  # noqa: S101  # `run_meeting` gives no other
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        instance=load_meeting(pk),
        event=meeting.event,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting(
                meeting=meeting,
                facts=form.facts(),
                seen=form.cleaned_data["seen"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Those who come are told of another time or place."))
            return redirect("club-meetings", meeting.club_id)
    context = {"club": meeting.club, "meeting": meeting, "event": meeting.event, "form": form}
    return render(request, "clubs/meeting.html", context)


@allowed(may_record)
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = run_meeting(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(
                meeting=meeting,
                why=form.cleaned_data["why"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is cancelled. Those who come are told."))
            return redirect("club-meetings", meeting.club_id)
    context = {"club": meeting.club, "meeting": meeting, "event": meeting.event, "form": form}
    return render(request, "clubs/cancel.html", context)


@allowed(may_record)
@require_POST
def meeting_again(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = run_meeting(request, pk)
    try:
        reopen_meeting(meeting=meeting, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It takes place after all. Those who come are told."))
    return redirect("club-meetings", meeting.club_id)
