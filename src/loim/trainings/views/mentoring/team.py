"""A team's mentoring: the budget, booking, moving, cancelling, logging."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from loim.common.refusals import Refusal
from loim.trainings.actions.mentoring.booking import (
    InThePast,
    MentorIsBusy,
    MentorNotAvailable,
    NotEnoughLeft,
    TeamIsBusy,
    book_mentoring,
    cancel_mentoring,
    move_mentoring,
)
from loim.trainings.actions.mentoring.logging import log_mentoring, may_log
from loim.trainings.forms.mentoring.meeting import BookingForm, CancelForm, LogForm, MeetingForm
from loim.trainings.models import Mentoring
from loim.trainings.queries.cohort.who import Reader
from loim.trainings.queries.mentoring.budgets import budget_of_team
from loim.trainings.queries.mentoring.meetings import bookable_mentors, meetings_of_team
from loim.trainings.views.cohort.loading import team_context

# Which field of the form a refusal is about.
_FIELDS: dict[type[Refusal], str] = {
    NotEnoughLeft: "minutes",
    MentorIsBusy: "start_at",
    TeamIsBusy: "start_at",
    InThePast: "start_at",
    MentorNotAvailable: "mentor",
}


def team_mentoring(request: HttpRequest, reader: Reader) -> HttpResponse:
    now = timezone.now()
    form = BookingForm(request.POST or None, training=reader.training, only=reader.mentor)
    if request.method == "POST" and form.is_valid():
        try:
            book_mentoring(
                mentor=form.cleaned_data["mentor"],
                meeting=form.meeting(),
                submission=form.cleaned_data["submission"],
                by=reader,
                now=now,
            )
        except Refusal as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Booked. The other side is told by e-mail."))
            return redirect(reader.url("mentoring"))
    return render(
        request,
        "trainings/mentoring/team.html",
        {
            **team_context(reader, "mentoring"),
            "budget": budget_of_team(reader.team),
            "meetings": _with_rights(reader, now),
            "mentors": list(bookable_mentors(reader.training)),
            "form": form,
            "now": now,
        },
    )


def _with_rights(reader: Reader, now: datetime) -> list[Any]:
    rows: list[Any] = list(meetings_of_team(reader.team))
    for row in rows:
        row.may_log = may_log(reader, row)
        row.is_over = row.start_at <= now
    return rows


def team_meeting(request: HttpRequest, reader: Reader, meeting: int) -> HttpResponse:
    """One meeting: moved, cancelled or logged."""
    row = get_object_or_404(
        Mentoring.objects.select_related("mentor__user", "team__call__training"),
        pk=meeting,
        team=reader.team,
    )
    now = timezone.now()
    forms = _forms(request, row)
    if request.method == "POST" and _act(request, reader, row, forms, now):
        return redirect(reader.url("mentoring"))
    is_booked = row.state == "booked"
    return render(
        request,
        "trainings/mentoring/meeting.html",
        {
            **team_context(reader, "mentoring"),
            **forms,
            "meeting": row,
            "may_move": is_booked,
            "may_cancel": is_booked or (row.state == "missed" and reader.reads_work),
            "may_log": may_log(reader, row) and row.state != "cancelled" and row.start_at <= now,
            "budget": budget_of_team(reader.team),
        },
    )


def _forms(request: HttpRequest, row: Mentoring) -> dict[str, Any]:
    """One of them is sent; the others show what is there."""
    sent = request.POST if request.method == "POST" else {}
    start = localtime(row.start_at)
    return {
        "move": MeetingForm(
            request.POST if "move" in sent else None,
            initial={
                "start_at": start,
                "minutes": row.minutes,
                "place": row.place,
                "topic": row.topic,
            },
        ),
        "cancel": CancelForm(request.POST if "cancel" in sent else None),
        "log": LogForm(
            request.POST if "log" in sent else None,
            initial={
                "minutes": row.minutes,
                "notes": row.notes,
                "came": "no" if row.state == "missed" else "yes",
            },
        ),
    }


def _act(
    request: HttpRequest, reader: Reader, row: Mentoring, forms: dict[str, Any], now: datetime
) -> bool:
    name = next((name for name in ("move", "cancel", "log") if name in request.POST), "")
    form = forms.get(name)
    if form is None or not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        if name == "move":
            move_mentoring(mentoring=row, meeting=form.meeting(), by=reader, now=now)
            messages.success(request, _("Moved. The other side is told by e-mail."))
        elif name == "cancel":
            cancel_mentoring(mentoring=row, reason=given["reason"], by=reader, now=now)
            messages.success(request, _("Cancelled. The hours are the team's again."))
        else:
            log_mentoring(
                mentoring=row,
                minutes=given["minutes"],
                notes=given["notes"],
                came=given["came"],
                by=reader,
                now=now,
            )
            messages.success(request, _("Logged. The team reads what was agreed."))
    except Refusal as refusal:
        _say(form, refusal)
        return False
    return True


def _say(form: Any, refusal: Refusal) -> None:
    field = _FIELDS.get(type(refusal))
    form.add_error(field if field in form.fields else None, str(refusal))
