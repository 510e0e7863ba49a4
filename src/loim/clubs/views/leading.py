"""For those who lead meetings: what is on, who came, handing over; by link or by account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.clubs.actions.attendance import record_attendance
from loim.clubs.actions.erasing import people_of
from loim.clubs.actions.meetings import hand_over
from loim.clubs.forms.attendance import CameForm
from loim.clubs.forms.meeting import HandOverForm
from loim.clubs.models import ClubMeeting, Facilitator
from loim.clubs.permissions import clubs_run_by, facilitators_of, may_record_meeting
from loim.clubs.queries.leading import lead_meetings
from loim.clubs.queries.meetings import meetings_to_record
from loim.clubs.queries.own_link import facilitator_by_key, lead_path_of, own_path_of
from loim.clubs.queries.roster import roster
from loim.clubs.views.loading import load_meeting, user_of
from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal

View = Callable[..., HttpResponse]


def led(view: View) -> View:
    """Gives the view the facilitator whose link it is."""

    @wraps(view)
    def with_facilitator(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        facilitator = facilitator_by_key(key)
        if facilitator is None:
            return render(request, "clubs/unknown_link.html", status=404)
        response = view(request, facilitator, key, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public("the secret in the link is the permission")(never_cache(with_facilitator))  # type: ignore[return-value]


@led
@require_safe
def lead_page(request: HttpRequest, facilitator: Facilitator, key: str) -> HttpResponse:
    found = lead_meetings(facilitator.club, timezone.localdate())
    return render(
        request,
        "clubs/lead.html",
        {"facilitator": facilitator, "club": facilitator.club, "key": key, "page": found},
    )


@led
def lead_came(request: HttpRequest, facilitator: Facilitator, key: str, pk: int) -> HttpResponse:
    meeting = _meeting_of(facilitator, pk)
    return _came(request, meeting, back=lead_path_of(facilitator), facilitator=facilitator)


@led
@require_POST
def lead_hand_over(
    request: HttpRequest, facilitator: Facilitator, key: str, pk: int
) -> HttpResponse:
    meeting = _meeting_of(facilitator, pk)
    form = HandOverForm(request.POST, club_id=facilitator.club_id)
    if not form.is_valid():
        messages.error(request, _("Choose who leads the meeting."))
        return redirect("club-lead", key)
    to = form.cleaned_data["to"]
    try:
        hand_over(meeting=meeting, to=to, by=facilitator, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s leads this meeting.") % {"name": to.name})
    return redirect("club-lead", key)


@signed_in
def meeting_came(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(pk)
    if not may_record_meeting(request.user, meeting):
        raise PermissionDenied
    return _came(request, meeting, back="club-mine")


@signed_in
@require_safe
def club_mine(request: HttpRequest) -> HttpResponse:
    """Clubs that one leads, runs and comes to, and what waits to be written down."""
    person = user_of(request)
    today = timezone.localdate()
    leads = list(facilitators_of(person).select_related("club").order_by("club__title", "pk"))
    comes = list(people_of(person))
    runs = clubs_run_by(person).select_related("organisation").order_by("title", "pk")
    return render(
        request,
        "clubs/mine.html",
        {
            "to_record": meetings_to_record(person, today),
            "leads": [(each, lead_path_of(each)) for each in leads],
            "comes": [(each, own_path_of(each)) for each in comes],
            "runs": paged(request, runs),
            "today": today,
        },
    )


def _meeting_of(facilitator: Facilitator, pk: int) -> ClubMeeting:
    meeting = load_meeting(pk)
    if meeting.club_id != facilitator.club_id:
        raise Http404
    return meeting


def _came(
    request: HttpRequest,
    meeting: ClubMeeting,
    *,
    back: str,
    facilitator: Facilitator | None = None,
) -> HttpResponse:
    """One page for both doors: names to tap, a number for those without one, one button."""
    rows = roster(meeting)
    form = CameForm(request.POST if request.method == "POST" else None, meeting=meeting, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            people = record_attendance(
                meeting=meeting,
                who=form.who(),
                by=None if facilitator else user_of(request),
                facilitator=facilitator,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                ngettext(
                    "Saved: %(number)s person was there.",
                    "Saved: %(number)s people were there.",
                    people,
                )
                % {"number": people},
            )
            return redirect(back)
    return render(
        request,
        "clubs/came.html",
        {
            "club": meeting.club,
            "meeting": meeting,
            "event": meeting.event,
            "form": form,
            "rows": form.rows(),
            "is_to_come": bool(meeting.event and meeting.event.start_date > timezone.localdate()),
            "back": back if facilitator else "",
        },
    )
