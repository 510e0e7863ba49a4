"""The list of events and its export."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.events.forms.filters import EventFilterForm
from loim.events.permissions import events_seen_by
from loim.events.queries.changes import last_change
from loim.events.queries.event_lists import listed_events
from loim.people.models import User
from loim.programmes.permissions import may_record

LONGEST_KEY = 19  # digits; more are no key of the database


@signed_in
def event_list(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    seen = events_seen_by(person)
    filters = EventFilterForm(request.GET, seen=seen)
    events = listed_events(seen, filters.wanted(), timezone.localdate())
    return render(
        request,
        "events/event_list.html",
        {
            "events": paged(request, events),
            "filters": filters,
            "may_record": may_record(person),
            "undoable": _undoable(request, person),
        },
    )


def _undoable(request: HttpRequest, person: User) -> dict[str, object] | None:
    """`?changed=`: an event that was removed, or was never there, may be put back."""
    changed = request.GET.get("changed", "")
    is_key = changed.isdecimal() and len(changed) <= LONGEST_KEY
    change = last_change(int(changed)) if is_key else None
    if change is None or not change.can_be_undone(person, timezone.now()):
        return None
    return {"event": int(changed), "change": change}
