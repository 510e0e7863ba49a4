"""Somebody's own page at a club, opened by the link that they were sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.clubs.actions.erasing import erase_person
from loim.clubs.actions.joining import accept_offer, confirm, decline_offer, leave_club
from loim.clubs.actions.visiting import come, has_begun, stay_away
from loim.clubs.logic.person_states import PersonState
from loim.clubs.models import ClubMeeting, ClubPerson, VisitState
from loim.clubs.queries.club_page import club_view
from loim.clubs.queries.own_link import person_by_key
from loim.common.access import public
from loim.common.refusals import Refusal
from loim.common.telling import done
from loim.events.models import EventStatus

View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Gives the view whose page it is; a link that opens nothing says what to do instead."""

    @wraps(view)
    def with_opened(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        person = person_by_key(key)
        if person is None:
            return render(request, "clubs/unknown_link.html", status=404)
        response = view(request, person, key, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public("the secret in the link is the permission")(never_cache(with_opened))  # type: ignore[return-value]


@opened
@require_safe
def own_page(request: HttpRequest, person: ClubPerson, key: str) -> HttpResponse:
    now = timezone.now()
    page = club_view(person.club, now)
    visits = dict(person.visits.filter(meeting__in=page.meetings).values_list("meeting", "state"))
    is_regular = person.state == PersonState.REGULAR
    meetings = []
    for meeting in page.meetings:
        state = visits.get(meeting.pk, "")
        comes = state == VisitState.ANNOUNCED or (is_regular and state != VisitState.EXCUSED)
        is_open = (
            meeting.event is not None
            and meeting.event.status == EventStatus.PUBLISHED
            and not has_begun(meeting, now)
        )
        meetings.append({"meeting": meeting, "comes": comes, "is_open": is_open})
    return render(
        request,
        "clubs/own.html",
        {
            "person": person,
            "club": person.club,
            "page": page,
            "key": key,
            "meetings": meetings,
            "is_regular": is_regular,
            "may_come": is_regular or person.club.welcomes_drop_ins,
            "place_in_queue": _place_in_queue(person),
        },
    )


@opened
@require_POST
def own_confirm(request: HttpRequest, person: ClubPerson, key: str) -> HttpResponse:
    """A scanner of mails opens links, but presses no buttons."""
    return _done(
        request,
        key,
        lambda: confirm(person=person, now=timezone.now()),
        _("Thank you: your address is confirmed."),
    )


@opened
@require_POST
def own_offer(request: HttpRequest, person: ClubPerson, key: str) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("answer") == "accept":
        return _done(
            request,
            key,
            lambda: accept_offer(person=person, now=now),
            _("The place is yours. See you there!"),
        )
    return _done(
        request,
        key,
        lambda: decline_offer(person=person, now=now),
        _("Thank you for saying so: somebody else may come instead."),
    )


@opened
@require_POST
def own_visit(request: HttpRequest, person: ClubPerson, key: str, pk: int) -> HttpResponse:
    meeting = get_object_or_404(ClubMeeting, pk=pk, club=person.club_id)
    now = timezone.now()
    if request.POST.get("answer") == "come":
        return _done(
            request,
            key,
            lambda: come(meeting=meeting, person=person, now=now),
            _("See you there!"),
        )
    return _done(
        request,
        key,
        lambda: stay_away(meeting=meeting, person=person, now=now),
        _("Thank you for saying so. See you another time!"),
    )


@opened
@require_POST
def own_leave(request: HttpRequest, person: ClubPerson, key: str) -> HttpResponse:
    return _done(
        request,
        key,
        lambda: leave_club(person=person, now=timezone.now()),
        _("You have left the club. Thank you for having been there!"),
    )


@opened
def own_erase(request: HttpRequest, person: ClubPerson, key: str) -> HttpResponse:
    if request.method == "POST":
        try:
            erase_person(person=person, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("club-own", key)
        messages.success(request, _("Your name and address are erased."))
        return redirect("club", person.club_id)
    context = {"person": person, "club": person.club, "key": key}
    return render(request, "clubs/own_erase.html", context)


def _done(request: HttpRequest, key: str, act: Callable[[], object], thanks: str) -> HttpResponse:
    done(request, act, thanks)
    return redirect("club-own", key)


def _place_in_queue(person: ClubPerson) -> int:
    """1 is the next one."""
    if person.state != PersonState.WAITING:
        return 0
    waiting = ClubPerson.objects.filter(club=person.club_id, state=PersonState.WAITING)
    keys = list(waiting.order_by("queued_at", "pk").values_list("pk", flat=True))
    return keys.index(person.pk) + 1
