"""Many participants from a file: template, preview, confirmation."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.events.actions.registrants.importing import import_participants
from loim.events.forms.importing import ImportFileForm
from loim.events.forms.registrants.import_preview import preview_rows
from loim.events.forms.registrants.importing import ConfirmForm
from loim.events.forms.registrants.person_columns import COLUMNS
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import (
    CLOSED_KINDS,
    Event,
    Participant,
    Party,
    Question,
    RegistrationSettings,
)
from loim.events.queries.registrants.state_labels import STATES
from loim.events.queries.registration.questions import questions_of
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record

PURPOSE = "participants"
TEMPLATE_COLUMNS = tuple(c for c in COLUMNS if c.key not in {"first_name", "last_name"})


@allowed(may_record)
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Without a file: what to do. With one: the preview. With a preview: all are put down."""
    event = changeable_event(request, pk)
    get_object_or_404(RegistrationSettings, event=event)
    person: User = request.user  # type: ignore[assignment]
    is_sent = request.method == "POST"
    if is_sent and "rows" in request.POST:
        return _confirm(request, event, person)
    form = ImportFileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    questions = questions_of(event)
    context: dict[str, object] = {
        "event": event,
        "form": form,
        "columns": TEMPLATE_COLUMNS,
        "questions": [(question, _help(question)) for question in questions],
    }
    if is_sent and form.is_valid():
        preview = preview_rows(form.table, event)
        context["preview"] = preview
        context["confirm"] = ConfirmForm.of(
            preview.rows, event=event, person=person, purpose=PURPOSE
        )
        parties = dict(Party.choices)
        context["people"] = [
            (
                row,
                parties.get(row.party, ""),
                preview.organisations.get(row.organisation or 0, row.organisation_name),
            )
            for row in preview.rows
        ]
    return render(request, "events/registrants/import.html", context)


def _confirm(request: HttpRequest, event: Event, person: User) -> HttpResponse:
    confirm = ConfirmForm(request.POST, event=event, person=person, purpose=PURPOSE)
    if not confirm.is_valid():
        for text in confirm.errors["rows"]:
            messages.error(request, str(text))
        return redirect("event-participants-import", event.pk)
    batch, rows = confirm.cleaned_data["rows"]
    try:
        made = import_participants(
            event=event, rows=rows, batch=batch, by=person, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("event-participants-import", event.pk)
    text = ngettext(
        "%(count)s person is on the list:", "%(count)s people are on the list:", len(made)
    )
    people = Participant.objects.filter(registration__in=made)
    states = Counter(people.values_list("state", flat=True))
    words = [f"{STATES[ParticipantState(state)]} {number}" for state, number in states.items()]
    messages.success(request, f"{text % {'count': len(made)}} {', '.join(words)}.")
    return redirect("event-participants", event.pk)


@allowed(may_record)
def import_template(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """An empty table with the right headings and one invented row."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    event = changeable_event(request, pk)
    questions = questions_of(event)
    example = {
        "name": "Mari Näidis",
        "email": "mari@example.ee",
        "language": event.language,
        "party": str(Party.COMMUNITY.label),
        "organisation": "Näidisselts",
        "municipality": "Rakvere linn",
    }
    columns = [str(column.label) for column in TEMPLATE_COLUMNS]
    row = [example.get(column.key) for column in TEMPLATE_COLUMNS]
    table = Table(
        _("Participants"),
        [*columns, *(str(question.text("label")) for question in questions)],
        [[*row, *(_example(question) for question in questions)]],
    )
    return table_response(file_format, _("participants-template"), table)


def _help(question: Question) -> str:
    if question.kind not in CLOSED_KINDS:
        return str(question.get_kind_display()).capitalize()
    options = ", ".join(str(option.text("label")) for option in question.options.all())
    return _("One of: %(options)s") % {"options": options}


def _example(question: Question) -> str | None:
    first = next(iter(question.options.all()), None)
    return str(first.text("label")) if first else None
