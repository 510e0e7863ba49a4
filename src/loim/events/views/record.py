"""Recording a finished meeting, and reading pasted lines as they are typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.recording import event_of_submission, record_finished_event
from loim.events.forms.attendance import AttendanceForm
from loim.events.forms.event import EventForm
from loim.events.models import Event, EventKind
from loim.events.permissions import events_seen_by
from loim.events.queries.contribution import municipalities_of
from loim.events.queries.duplicates import likely_duplicates
from loim.events.queries.organisation_book import OrganisationBook
from loim.events.queries.record_defaults import (
    KindDefaults,
    defaults_by_kind,
    own_organisations,
    previous_words,
)
from loim.events.views.lists import LONGEST_KEY
from loim.people.models import User
from loim.programmes.permissions import (
    may_correct_somewhere,
    may_record,
    programmes_taken_part_in,
)
from loim.programmes.queries.activity_choices import activity_choices


@allowed(may_record)
def record_event(request: HttpRequest) -> HttpResponse:
    """A meeting that was held, with who came: one page, one button."""
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    book = OrganisationBook()
    like = like_this(request)
    defaults = defaults_by_kind(person)
    facts = event_form(request, is_held=True, defaults=defaults, like=like)
    attendance = AttendanceForm(
        request.POST if request.method == "POST" else None,
        book=book,
        attendance=dict(like.attendances.values_list("organisation", "people")) if like else None,
        organiser=facts.initial.get("organiser"),
    )
    duplicates: list[Event] = []
    if request.method == "POST" and all([facts.is_valid(), attendance.is_valid()]):
        made = event_of_submission(facts.cleaned_data["submission"])
        if made:  # sent twice: the first time did it
            return redirect("event", made.pk)
        if "is_another" not in request.POST:
            duplicates = _duplicates(person, facts, attendance)
        if not duplicates and (event := _record(person, facts, attendance)):
            messages.success(request, _recorded(event))
            return redirect("event", event.pk)
    titles, places = previous_words(person)
    return render(
        request,
        "events/record.html",
        {
            "facts": facts,
            "attendance": attendance,
            "duplicates": duplicates,
            "kind_defaults": defaults,
            "titles": titles,
            "places": places,
            "like": like,
        },
    )


@allowed(may_record)
@require_POST
def read_attendance_lines(request: HttpRequest) -> HttpResponse:
    """What the lines typed so far mean; the page shows it while one types."""
    attendance = AttendanceForm(request.POST, book=OrganisationBook())
    attendance.counts_people = "people" not in request.GET.getlist("without")
    return render(request, "events/attendance_read.html", {"attendance": attendance})


def event_form(
    request: HttpRequest,
    *,
    is_held: bool,
    defaults: dict[str, KindDefaults] | None = None,
    like: Event | None = None,
    event: Event | None = None,
) -> EventForm:
    """For a new event, filled in with what is known of the person's last one of this kind."""
    person: User = request.user  # type: ignore[assignment]
    today = timezone.localdate()
    return EventForm(
        request.POST if request.method == "POST" else None,
        initial={} if event else first_words(request, defaults or {}, like),
        organisers=own_organisations(person),
        activities=activity_choices(programmes_taken_part_in(person)),
        today=today if is_held else None,
        event=event,
        may_correct=may_correct_somewhere(person),
    )


def first_words(
    request: HttpRequest, defaults: dict[str, KindDefaults], like: Event | None
) -> dict[str, Any]:
    """What a form for a new event begins with."""
    today = timezone.localdate()
    if like:
        return {
            "kind": like.kind,
            "title": like.title,
            "place": like.place,
            "scope": like.scope,
            "organiser": like.organiser_id,
            "activity": like.activity_id,
            "start_date": today,
        }
    wanted = request.GET.get("kind", "")
    kind = wanted if wanted in EventKind.values else next(iter(defaults), EventKind.NETWORK_MEETING)
    known: dict[str, Any] = dict(defaults.get(kind, {}))
    return {"scope": "county", **known, "kind": kind, "start_date": today}


def like_this(request: HttpRequest) -> Event | None:
    """`?like=`: a meeting to take the words and the participants from."""
    wanted = request.GET.get("like", "")
    if not wanted.isdecimal() or len(wanted) > LONGEST_KEY:
        return None
    return events_seen_by(request.user).filter(pk=wanted).first()


def _recorded(event: Event) -> str:
    counted = {
        "title": event.title,
        "organisations": event.attendances.count(),
        "municipalities": len(municipalities_of(event)),
    }
    return (
        _(
            "Recorded: %(title)s. Organisations: %(organisations)s;"
            " municipalities that count: %(municipalities)s."
        )
        % counted
    )


def _duplicates(person: User, facts: EventForm, attendance: AttendanceForm) -> list[Event]:
    said = facts.facts()
    return likely_duplicates(
        seen=events_seen_by(person),
        kind=said.kind,
        day=said.start_date,
        title=said.title,
        organisations=attendance.attendance(),
    )


def _record(person: User, facts: EventForm, attendance: AttendanceForm) -> Event | None:
    """The event; None where the forms now say what stands in the way."""
    try:
        return record_finished_event(
            facts=facts.facts(),
            attendance=attendance.attendance(),
            newcomers=attendance.newcomers(),
            submission=facts.cleaned_data["submission"],
            reason=facts.reason,
            by=person,
            now=timezone.now(),
        )
    except Refusal as refusal:
        facts.refuse(refusal)
    return None
