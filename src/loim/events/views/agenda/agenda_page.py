"""The organiser's page of an agenda: paste, look, put right, give out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.agenda.pasting import paste_sessions
from loim.events.actions.agenda.releasing import release_agenda
from loim.events.forms.agenda.paste import PasteForm
from loim.events.models import Event, EventStatus
from loim.events.queries.agenda.workbench import workbench
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def agenda_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    return show_agenda(request, event)


def show_agenda(request: HttpRequest, event: Event, paste: PasteForm | None = None) -> HttpResponse:
    bench = workbench(event)
    return render(
        request,
        "events/agenda/page.html",
        {
            "event": event,
            "bench": bench,
            "agenda": bench.agenda,
            "paste": paste or PasteForm(event=event, has_sessions=bool(bench.sessions)),
            "may_tell": event.status == EventStatus.PUBLISHED,
        },
    )


@allowed(may_record)
@require_POST
def read_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """What the lines typed so far mean; the page shows it while one types."""
    event = changeable_event(request, pk)
    paste = PasteForm(request.POST, event=event, has_sessions=False)
    return render(request, "events/agenda/read.html", {"paste": paste, "event": event})


@allowed(may_record)
@require_POST
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    form = PasteForm(request.POST, event=event, has_sessions=event.sessions.exists())
    if form.is_valid():
        try:
            done = paste_sessions(
                event=event,
                read=form.read.sessions,
                replaces=form.is_replacing,
                by=_person(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _("Saved. New sessions: %(added)s; changed: %(kept)s; taken away: %(removed)s.")
            said = {"added": done.added, "kept": done.kept, "removed": done.removed}
            messages.success(request, text % said)
            return redirect("event-agenda", pk)
    return show_agenda(request, event, form)


@allowed(may_record)
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    try:
        given = release_agenda(
            event=event,
            note=request.POST.get("note", "")[:300],
            tells_participants="tell" in request.POST,
            by=_person(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Release %(number)s is out.") % {"number": given.number})
    return redirect("event-agenda", pk)


def _person(request: HttpRequest) -> Any:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    return person
