"""One event: its page, editing it, and who came."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.actions.attendance import set_attendance
from loim.events.actions.recording import edit_event
from loim.events.actions.steps import mark_held
from loim.events.forms.attendance import AttendanceForm
from loim.events.logic.event_states import steps_from
from loim.events.models import TO_BE_HELD, Event, EventStatus
from loim.events.permissions import may_change_event, may_see_event, may_see_history
from loim.events.queries.changes import event_history, last_change
from loim.events.queries.contribution import contributions, municipalities_of
from loim.events.queries.organisation_book import OrganisationBook
from loim.events.queries.record_defaults import previous_words
from loim.events.views.pages.loading import changeable_event, load_event
from loim.events.views.record import event_form
from loim.people.models import User
from loim.programmes.forms.record_fields import CorrectableForm
from loim.programmes.models import PeriodLock
from loim.programmes.permissions import may_correct_somewhere, may_manage, may_record


@public("what was held is the evidence behind public numbers; the view guards the rest")
def event_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = load_event(pk)
    person: User = request.user  # type: ignore[assignment]
    if not may_see_event(person, event):
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    may_change = may_change_event(person, event)
    lock = _lock(event)
    change = last_change(event.pk) if may_change else None
    now = timezone.now()
    municipalities = municipalities_of(event)
    return render(
        request,
        "events/event.html",
        {
            "event": event,
            "attendances": paged(
                request,
                event.attendances.select_related("organisation__municipality__county").order_by(
                    "organisation__name", "pk"
                ),
                size=100,
            ),
            "people": sum(event.attendances.values_list("people", flat=True)),
            "municipalities": municipalities,
            "contributions": contributions(event, len(municipalities)),
            "history": event_history(event.pk) if may_see_history(person, event) else None,
            "may_change": may_change,
            "steps": [step.value for step in steps_from(event.status)],
            "is_over": event.start_date <= timezone.localdate(now),
            "lock": lock,
            "may_correct": lock is not None
            and event.activity is not None
            and may_manage(person, event.activity.programme),
            "undoable": change if change and change.can_be_undone(person, now) else None,
        },
    )


@allowed(may_record)
def edit_event_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    facts = event_form(request, is_held=event.status == EventStatus.HELD, event=event)
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


@allowed(may_record)
def event_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came: for a planned event this marks it held, for a held one it corrects the list."""
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    before: dict[int, int] = dict(event.attendances.values_list("organisation", "people"))
    book = OrganisationBook(also=list(before))
    data = request.POST if request.method == "POST" else None
    attendance = AttendanceForm(data, book=book, attendance=before, organiser=event.organiser_id)
    correction = CorrectableForm(data, may_correct=may_correct_somewhere(person))
    if data is not None and all([attendance.is_valid(), correction.is_valid()]):
        counted_before = len(municipalities_of(event))
        try:
            _save_attendance(event, attendance, correction, person)
        except Refusal as refusal:
            correction.refuse(refusal)
        else:
            _tell(request, event, counted_before)
            return redirect("event", pk)
    return render(
        request,
        "events/attendance.html",
        {"event": event, "attendance": attendance, "correction": correction},
    )


def _save_attendance(
    event: Event, attendance: AttendanceForm, correction: CorrectableForm, by: User
) -> None:
    save: Any = set_attendance if event.status == EventStatus.HELD else mark_held
    save(
        event=event,
        attendance=attendance.attendance(),
        newcomers=attendance.newcomers(),
        reason=correction.reason,
        by=by,
        now=timezone.now(),
    )


def _tell(request: HttpRequest, event: Event, before: int) -> None:
    after = len(municipalities_of(event))
    if event.status in TO_BE_HELD:
        text = _("Recorded. The event is held, with %(after)s municipalities.")
    elif after == before:
        text = _("Saved. The number of municipalities stays %(after)s.")
    else:
        text = _("Saved. The number of municipalities went from %(before)s to %(after)s.")
    messages.success(request, text % {"before": before, "after": after})


def _lock(event: Event) -> PeriodLock | None:
    if event.activity is None:
        return None
    return PeriodLock.objects.filter(
        programme=event.activity.programme,
        start_date__lte=event.start_date,
        end_date__gte=event.start_date,
    ).first()
