"""One event: its page for everybody, with more on it for those who prepare it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, public
from loim.common.brief_cache import briefly_cached
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.actions.recording import edit_event
from loim.events.companions import companions_of
from loim.events.logic.event_states import steps_from
from loim.events.models import Event, EventStatus
from loim.events.permissions import (
    may_change_event,
    may_join_online,
    may_see_event,
    may_see_history,
)
from loim.events.queries.agenda.shown import released_agenda
from loim.events.queries.calendar.links import add_links
from loim.events.queries.changes import event_history, last_change
from loim.events.queries.contribution import contributions, municipalities_of
from loim.events.queries.pages.public_page import activity_is_public, public_page
from loim.events.queries.pages.readiness import what_is_missing
from loim.events.queries.record_defaults import previous_words
from loim.events.queries.registration.call import Call, CallState, registration_call
from loim.events.queries.registration.rules_in_words import rules_in_words
from loim.events.views.pages.loading import changeable_event, load_event
from loim.events.views.record import event_form
from loim.people.models import User
from loim.people.permissions import Person
from loim.programmes.models import PeriodLock
from loim.programmes.permissions import may_manage, may_record


@public("what is published is for everybody, what was held is evidence; the view guards the rest")
@briefly_cached
def event_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = load_event(pk)
    person: Person = request.user
    if not may_see_event(person, event):
        if person.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    may_change = may_change_event(person, event)
    may_join = may_change or may_join_online(person, event)
    is_insider = person.is_authenticated and may_see_history(person, event)
    call = registration_call(event, timezone.now())
    context = {
        "event": event,
        "page": public_page(event),
        "may_change": may_change,
        "is_insider": is_insider,
        "online_url": event.online_url if may_join else "",
        "call": call,
        "place_rules": rules_in_words(call.settings) if call.settings and _may_come(call) else [],
        "agenda": released_agenda(event, is_participant=may_join),
        "calendar_links": add_links(event) if _is_to_come(event) else None,
        "companions": companions_of(event, person),
        "has_public_activity": is_insider or activity_is_public(event),
        **(_who_came(request, event) if is_insider or event.status == EventStatus.HELD else {}),
        **({"history": event_history(event.pk)} if is_insider else {}),
        **(_for_organisers(person, event) if may_change else {}),
    }
    return render(request, "events/event.html", context)


def _is_to_come(event: Event) -> bool:
    """Announced to everybody, and worth a place in somebody's calendar."""
    return event.status == EventStatus.PUBLISHED


def _may_come(call: Call) -> bool:
    return call.is_open or call.state == CallState.NOT_YET


def _who_came(request: HttpRequest, event: Event) -> dict[str, Any]:
    municipalities = municipalities_of(event)
    came = event.attendances.select_related("organisation__municipality__county")
    return {
        "attendances": paged(request, came.order_by("organisation__name", "pk"), size=100),
        "people": event.attendances.aggregate(people=Sum("people", default=0))["people"],
        "municipalities": municipalities,
        "contributions": contributions(event, len(municipalities)),
    }


def _for_organisers(person: Person, event: Event) -> dict[str, Any]:
    now = timezone.now()
    lock = _lock(event)
    change = last_change(event.pk)
    is_draft = event.status == EventStatus.DRAFT
    return {
        "steps": [step.value for step in steps_from(event.status)],
        "is_over": event.start_date <= timezone.localdate(now),
        "missing": what_is_missing(event) if is_draft else [],
        "lock": lock,
        "may_correct": lock is not None
        and event.activity is not None
        and may_manage(person, event.activity.programme),
        "undoable": change
        if change and isinstance(person, User) and change.can_be_undone(person, now)
        else None,
    }


@allowed(may_record)
def edit_event_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts of what was held, quickly; what is still to come has its whole page to edit."""
    event = changeable_event(request, pk)
    if event.status != EventStatus.HELD:
        return redirect("event-page-edit", pk)
    person: User = request.user  # type: ignore[assignment]
    facts = event_form(request, is_held=True, event=event)
    if request.method == "POST" and facts.is_valid():
        try:
            edit_event(
                event=event,
                facts=facts.facts(),
                reason=facts.reason,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            facts.refuse(refusal)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("event", pk)
        event = load_event(pk)  # the page shows it as it is, not as it was wanted
    titles, places = previous_words(person)
    return render(
        request,
        "events/edit.html",
        {"event": event, "facts": facts, "titles": titles, "places": places},
    )


def _lock(event: Event) -> PeriodLock | None:
    if event.activity is None:
        return None
    return PeriodLock.objects.filter(
        programme=event.activity.programme,
        start_date__lte=event.start_date,
        end_date__gte=event.start_date,
    ).first()
