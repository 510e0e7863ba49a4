"""The organiser's list of participants: on the page, as a file, on paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.tables import table_response
from loim.events.actions.registrants.exports import record_export
from loim.events.forms.registrants.filters import ParticipantFilterForm
from loim.events.logic.participant_states import HOLDING
from loim.events.models import Event, Participant, Party, RegistrationSettings
from loim.events.queries.registrants.exports import (
    BADGES,
    CSV,
    NAME_LIST,
    WHAT,
    XLSX,
    exports_of,
    participant_table,
)
from loim.events.queries.registrants.participants import (
    answers_of,
    asked_questions,
    listed_participants,
    numbers_by_state,
)
from loim.events.queries.registrants.state_labels import STATES
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def participant_list(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    filters = ParticipantFilterForm(request.GET, questions=asked_questions(event))
    shown = paged(request, listed_participants(event, filters.wanted()))
    numbers = numbers_by_state(event)
    return render(
        request,
        "events/registrants/participants.html",
        {
            "event": event,
            "filters": filters,
            "participants": shown,
            "rows": _with_answers(list(shown.page), filters),
            "columns": filters.shown_questions(),
            "parties": dict(Party.choices),
            "numbers": [
                (state.value, label, numbers[state.value])
                for state, label in STATES.items()
                if numbers.get(state.value)
            ],
            "has_settings": RegistrationSettings.objects.filter(event=event).exists(),
            "query": shown.query,
        },
    )


def _with_answers(
    people: list[Participant], filters: ParticipantFilterForm
) -> list[tuple[Participant, str, str, list[str]]]:
    questions = filters.shown_questions()
    answers = answers_of(people, questions) if questions else {}
    labels = {state.value: str(label) for state, label in STATES.items()}
    parties = dict(Party.choices)
    return [
        (
            person,
            labels[person.state],
            str(parties.get(person.party, "")),
            [answers.get((person.pk, question.pk), "") for question in questions],
        )
        for person in people
    ]


@allowed(may_record)
def export_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Who took which list out, and when."""
    event = changeable_event(request, pk)
    exports = paged(request, exports_of(event))
    rows = [(export, str(WHAT.get(export.what, export.what))) for export in exports.page]
    context = {"event": event, "exports": exports, "rows": rows}
    return render(request, "events/registrants/exports.html", context)


@allowed(may_record)
def export_participants(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The list with its filters and all answers, or those that are chosen."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    event = changeable_event(request, pk)
    questions = asked_questions(event)
    filters = ParticipantFilterForm(request.GET, questions=questions)
    people = list(listed_participants(event, filters.wanted()))
    table = participant_table(people, filters.shown_questions() or questions)
    _record(request, event, XLSX if file_format == "xlsx" else CSV, people, table.columns)
    name = f"{_('participants')}-{event.start_date:%Y-%m-%d}-{event.pk}"
    return table_response(file_format, name, table)


@allowed(may_record)
def print_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Names of those who have a place, with room for a signature; on paper it leaves, too."""
    return _print(request, pk, NAME_LIST, "events/registrants/print_names.html")


@allowed(may_record)
def print_badges(request: HttpRequest, pk: int) -> HttpResponse:
    return _print(request, pk, BADGES, "events/registrants/print_badges.html")


def _print(request: HttpRequest, pk: int, what: str, template: str) -> HttpResponse:
    event = changeable_event(request, pk)
    filters = ParticipantFilterForm(request.GET, questions=[])
    found = listed_participants(event, filters.wanted()).filter(erased_at=None)
    if not filters.wanted().state:
        found = found.filter(state__in=sorted(HOLDING))
    people = list(found)
    _record(
        request,
        event,
        what,
        people,
        [pgettext("a person", "Name"), _("Organisation"), _("Municipality")],
    )
    return render(request, template, {"event": event, "people": people})


def _record(
    request: HttpRequest, event: Event, what: str, people: list[Participant], columns: Any
) -> None:
    person: User = request.user  # type: ignore[assignment]
    record_export(
        event=event,
        what=what,
        rows=len(people),
        columns=[str(column) for column in columns],
        by=person,
        now=timezone.now(),
    )
