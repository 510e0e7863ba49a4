"""At the door: the page on which people are checked in, and what it needs without a network."""

from datetime import datetime
from uuid import UUID, uuid4

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.security_headers import CAMERA_POLICY
from loim.events.actions.day.check_in import check_in, undo_check_in
from loim.events.actions.day.scans import Scan
from loim.events.actions.day.walk_in import LetIn, let_in
from loim.events.forms.day.walk_in import WalkInForm
from loim.events.logic.day.check_in_code import as_typed
from loim.events.models import Event
from loim.events.queries.day.roster import (
    days_of,
    expected,
    people_in,
    searched,
    with_check_ins,
)
from loim.events.views.day.outcome_words import page_texts, tell
from loim.events.views.day.slots import Slot, chosen_slot, day_if_not_today, slots_of
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
@csp_update({"worker-src": [SELF]})  # type: ignore[arg-type]  # of views without further arguments
def check_in_page(request: HttpRequest, pk: int) -> HttpResponse:
    """With a script it is the phone's own page; without one, a list with buttons.

    `?shell` is the page without anybody's name, which a phone keeps for when it is offline.
    """
    event = changeable_event(request, pk)
    now = timezone.now()
    slots = slots_of(event)
    slot = chosen_slot(slots, request.POST or request.GET, event, now)
    if request.method == "POST":
        _act(request, event, slot, now)
        return redirect(_address(event, slot, request.POST.get("q", "")))
    is_shell = "shell" in request.GET
    words = request.GET.get("q", "")[:100]
    people = None if is_shell else paged(request, searched(event, words))
    context = {
        "event": event,
        "is_shell": is_shell,
        "words": words,
        "slot": slot,
        "slots": slots,
        "people": people,
        "rows": with_check_ins(list(people.page), slot.day, slot.session) if people else [],
        "people_in": 0 if is_shell else people_in(event, slot.day, slot.session),
        "people_expected": 0 if is_shell else expected(event).count(),
        "walk_in": WalkInForm(auto_id="walk_in_%s", use_required_attribute=False),
        "texts": page_texts(),
        "days": [day.isoformat() for day in days_of(event)],
    }
    response = render(request, "events/day/check_in.html", context)
    response.headers["Permissions-Policy"] = CAMERA_POLICY
    return response


def _address(event: Event, slot: Slot, words: str) -> str:
    query = {"slot": slot.value, **({"q": words} if words else {})}
    return f"{reverse('event-check-in', args=[event.pk])}?{urlencode(query)}"


def _act(request: HttpRequest, event: Event, slot: Slot, now: datetime) -> None:
    person: User = request.user  # type: ignore[assignment]
    given = request.POST
    scan, participant = _uuid(given.get("scan", "")), _key(given.get("participant", ""))
    day = day_if_not_today(slot, event, now)
    try:
        if given.get("do") == "undo":
            people = undo_check_in(event=event, scans=[scan], by=person, now=now)
            for one in people:
                messages.info(request, _("Taken back: %(name)s.") % {"name": one.name})
        elif given.get("do") == "let-in" and participant:
            at_door = LetIn(scan, now, participant, slot.session, day, given.get("note", "")[:500])
            tell(request, let_in(event=event, person=at_door, by=person, now=now))
        else:
            code = as_typed(given.get("code", ""))
            made = Scan(scan, now, code, participant, slot.session, day)
            [found] = check_in(event=event, scans=[made], by=person, now=now)
            tell(request, found)
    except Refusal as refusal:
        messages.error(request, str(refusal))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _key(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


@public("a script without any data; a phone renews it also when nobody is signed in")
def check_in_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The service worker: below its own address alone, so that no other page is touched."""
    response = render(
        request, "events/day/worker.js", {"pk": pk}, content_type="text/javascript; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response
