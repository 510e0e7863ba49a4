"""Copies of an event or of a series' year, to new dates."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.pages.copying import copy_event, copy_series
from loim.events.forms.pages.copying import EventCopyForm, SeriesCopyForm
from loim.events.models import Event
from loim.events.queries.pages.series_lists import events_to_copy
from loim.events.views.pages.loading import changeable_event
from loim.events.views.pages.series import changeable_series
from loim.people.models import User
from loim.programmes.permissions import may_record, may_record_for


@allowed(may_record)
def copy_event_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    if not may_record_for(person, event.organiser):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = EventCopyForm(data, start_date=event.start_date)
    if form.is_valid():
        try:
            made = copy_event(
                event=event,
                days=form.days(),
                submission=form.cleaned_data["submission"],
                with_materials=form.cleaned_data["with_materials"],
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell(request, made)
            if len(made) == 1:
                return redirect("event", made[0].pk)
            return redirect(f"{reverse('event-list')}?status=draft&sort=date")
    return render(request, "events/pages/copy_event.html", {"event": event, "form": form})


@allowed(may_record)
def copy_series_page(request: HttpRequest, pk: int) -> HttpResponse:
    """First the dates, then the copies: nothing is made before they were seen."""
    series = changeable_series(request, pk)
    person: User = request.user  # type: ignore[assignment]
    by_year = _by_year(events_to_copy(person, series))
    first_days = {year: min(event.start_date for event in found) for year, found in by_year.items()}
    sent = request.POST if request.method == "POST" else request.GET or None
    form = SeriesCopyForm(sent, years=sorted(by_year, reverse=True), first_days=first_days)
    context: dict[str, Any] = {"series": series, "form": form, "years": by_year}
    if form.is_valid():
        said = form.cleaned_data
        events = by_year[said["year"]]
        if request.method == "POST":
            try:
                made = copy_series(
                    series=series,
                    events=events,
                    first_day=said["first_day"],
                    new_title=said["new_title"],
                    submission=said["submission"],
                    with_materials=said["with_materials"],
                    by=person,
                    now=timezone.now(),
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                _tell(request, made)
                return redirect("series", made[0].series_id or pk)
        context |= {
            "dates": _dates(events, said["first_day"]),
            "submission": said["submission"] or uuid4(),
        }
    return render(request, "events/pages/copy_series.html", context)


def _by_year(events: list[Event]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for event in events:
        found.setdefault(event.start_date.year, []).append(event)
    return found


def _dates(events: list[Event], first_day: date) -> list[tuple[Event, date]]:
    shift = first_day - min(event.start_date for event in events)
    return [(event, event.start_date + shift) for event in events]


def _tell(request: HttpRequest, made: list[Event]) -> None:
    text = ngettext(
        "%(count)s draft is made. Look through its texts before you publish it.",
        "%(count)s drafts are made. Look through their texts before you publish them.",
        len(made),
    )
    messages.success(request, text % {"count": len(made)})
