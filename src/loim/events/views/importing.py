"""Many events from a file: template, preview, confirmation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.events.actions.importing import import_events
from loim.events.forms.importing import ImportConfirmForm, ImportFileForm
from loim.events.models import EventKind, EventScope
from loim.events.queries.event_import import preview_rows
from loim.events.queries.import_columns import COLUMNS
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def import_events_page(request: HttpRequest) -> HttpResponse:
    """Without a file: what to do. With one: the preview. With a preview: all is recorded."""
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and "rows" in request.POST:
        return _confirm(request, person)
    form = ImportFileForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    context: dict[str, object] = {"form": form, "columns": COLUMNS}
    if request.method == "POST" and form.is_valid():
        preview = preview_rows(form.table, person, timezone.localdate())
        context["preview"] = preview
        context["confirm"] = ImportConfirmForm.of(preview.rows, person)
        context["kinds"] = dict(EventKind.choices)
    return render(request, "events/import.html", context)


def _confirm(request: HttpRequest, person: User) -> HttpResponse:
    confirm = ImportConfirmForm(request.POST, person=person)
    if not confirm.is_valid():
        for text in confirm.errors["rows"]:
            messages.error(request, str(text))
        return redirect("event-import")
    batch, rows = confirm.cleaned_data["rows"]
    try:
        events = import_events(rows=rows, batch=batch, by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("event-import")
    text = ngettext("%(count)s event is recorded.", "%(count)s events are recorded.", len(events))
    messages.success(request, text % {"count": len(events)})
    return redirect("event-list")


@allowed(may_record)
def import_template(request: HttpRequest, file_format: str) -> HttpResponse:
    """An empty table with the right headings and one invented row."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    example = [
        timezone.localdate(),
        None,
        str(EventKind.NETWORK_MEETING.label),
        None,
        "Rakvere",
        str(EventScope.COUNTY.label),
        None,
        None,
        "Rakvere LV 2; Tartu linn; Eesti Töötukassa 1",
        None,
    ]
    table = Table(_("Events"), [str(column.label) for column in COLUMNS], [example])
    return table_response(file_format, _("events-template"), table)
