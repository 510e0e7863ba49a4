"""Who came to an event: the list that marks it held, and corrects it afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.attendance import set_attendance
from loim.events.actions.steps import mark_held
from loim.events.forms.attendance import AttendanceForm
from loim.events.models import TO_BE_HELD, Event, EventStatus
from loim.events.queries.contribution import municipalities_of
from loim.events.queries.organisation_book import OrganisationBook
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.forms.record_fields import CorrectableForm
from loim.programmes.permissions import may_correct_somewhere, may_record


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
