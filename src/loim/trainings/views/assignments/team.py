"""A team's assignments: what is next, drafts, handing in, the thread, the reader's answer."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.refusals import Refusal
from loim.trainings.actions.assignments.answering import (
    accept_hand_in,
    comment_on,
    send_back_hand_in,
    undo_decision,
)
from loim.trainings.actions.assignments.handing_in import (
    DraftChanged,
    NothingHandedIn,
    hand_in,
    save_draft,
)
from loim.trainings.forms.assignments.hand_in import HandInForm, WordsForm
from loim.trainings.logic.assignments.deadline import Standing
from loim.trainings.logic.assignments.states import can_undo
from loim.trainings.models import Assignment, HandIn
from loim.trainings.queries.assignments.matrix import next_cell, team_cells
from loim.trainings.queries.assignments.thread import draft_of, versions_of
from loim.trainings.queries.assignments.times import late_until, standing_of
from loim.trainings.queries.cohort.who import Reader
from loim.trainings.views.cohort.loading import file_response, team_context


def team_assignments(request: HttpRequest, reader: Reader) -> HttpResponse:
    cells = [
        cell
        for cell in team_cells(reader.team, timezone.now())
        if reader.reads_work or cell.standing != Standing.NOT_GIVEN
    ]
    return render(
        request,
        "trainings/assignments/team.html",
        {**team_context(reader, "assignments"), "cells": cells, "next": next_cell(cells)},
    )


def team_assignment(request: HttpRequest, reader: Reader, assignment: int) -> HttpResponse:
    row = _assignment(reader, assignment)
    now = timezone.now()
    form = _form(request, row, reader)
    words = WordsForm()
    if request.method == "POST":
        if "draft" in request.POST or "hand_in" in request.POST:
            done = _write(request, row, reader, form, now)
        else:
            words = WordsForm(request.POST)
            done = words.is_valid() and _answer(request, row, reader, words, now)
        if done:
            return redirect(reader.url("assignment", row.pk))
    return render(
        request,
        "trainings/assignments/assignment.html",
        {
            **team_context(reader, "assignments"),
            **_shown(row, reader, now),
            "form": form,
            "words": words,
        },
    )


def _assignment(reader: Reader, key: int) -> Assignment:
    """A team does not see it before it is given."""
    row = get_object_or_404(
        Assignment.objects.select_related("training__organiser", "before_day__event"),
        pk=key,
        training=reader.training,
    )
    is_given = row.opens_at is None or row.opens_at <= timezone.now()
    if not is_given and not reader.reads_work:
        raise Http404
    return row


def _form(request: HttpRequest, row: Assignment, reader: Reader) -> HandInForm:
    if request.method == "POST" and ("draft" in request.POST or "hand_in" in request.POST):
        return HandInForm(request.POST, request.FILES)
    draft = draft_of(row, reader.team) if reader.is_of_team else None
    initial = {"text": draft.text, "seen": draft.version} if draft else {}
    return HandInForm(initial=initial)


def _shown(row: Assignment, reader: Reader, now: datetime) -> dict[str, Any]:
    versions = versions_of(row, reader.team)
    newest = versions[0] if versions else None
    standing = standing_of(row, newest.state if newest else None, now)
    is_closed = standing in (Standing.MISSED, Standing.ACCEPTED) or (
        standing == Standing.HANDED_IN and now > late_until(row)
    )
    return {
        "assignment": row,
        "versions": versions,
        "newest": newest,
        "standing": standing,
        "late_until": late_until(row),
        "may_hand_in": reader.is_of_team and not is_closed and standing != Standing.NOT_GIVEN,
        "is_missed": standing == Standing.MISSED,
        "draft": draft_of(row, reader.team) if reader.is_of_team else None,
        "may_decide": reader.reads_work and newest is not None and newest.state == "handed_in",
        "may_undo": reader.reads_work
        and newest is not None
        and can_undo(newest.state, newest.decided_at, now),
    }


def _write(
    request: HttpRequest, row: Assignment, reader: Reader, form: HandInForm, now: datetime
) -> bool:
    """Draft or hand in. What was typed is never lost: a refusal keeps it as the draft."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        if "draft" in request.POST:
            save_draft(
                assignment=row, text=given["text"], seen=given["seen"] or 0, by=reader, now=now
            )
            messages.success(request, _("The draft is saved; your whole team sees it here."))
            return True
        hand_in(
            assignment=row,
            text=given["text"],
            file=given["file"],
            submission=given["submission"],
            by=reader,
            now=now,
        )
    except DraftChanged as refusal:
        draft = draft_of(row, reader.team)
        if draft is not None:
            data: Any = form.data.copy()  # type: ignore[attr-defined]  # what was typed stays
            data["seen"] = str(draft.version)
            form.data = data
        form.add_error("text", str(refusal))
        return False
    except Refusal as refusal:
        form.add_error("text" if isinstance(refusal, NothingHandedIn) else None, str(refusal))
        _keep(row, reader, given, now)
        return False
    messages.success(request, _("Handed in. The trainers read it and answer here and by e-mail."))
    return True


def _keep(row: Assignment, reader: Reader, given: dict[str, Any], now: datetime) -> None:
    if not given["text"].strip():
        return
    try:
        save_draft(assignment=row, text=given["text"], seen=given["seen"] or 0, by=reader, now=now)
    except Refusal:
        return  # a colleague's draft stays, these words are in the form


def _answer(
    request: HttpRequest, row: Assignment, reader: Reader, form: WordsForm, now: datetime
) -> bool:
    version = get_object_or_404(
        HandIn.objects.select_related("assignment__training", "team"),
        pk=_number(request.POST.get("hand_in_version", "")),
        assignment=row,
        team=reader.team,
    )
    words, once = form.cleaned_data["words"], form.cleaned_data["submission"]
    try:
        if "accept" in request.POST:
            accept_hand_in(hand_in=version, words=words, submission=once, by=reader, now=now)
            messages.success(
                request, _("Accepted; the team is told. You can take it back for a few minutes.")
            )
        elif "send_back" in request.POST:
            send_back_hand_in(hand_in=version, words=words, submission=once, by=reader, now=now)
            messages.success(request, _("Sent back; the team is told what to do."))
        elif "undo" in request.POST:
            undo_decision(hand_in=version, by=reader, now=now)
            messages.success(request, _("Taken back: it waits to be read again."))
        else:
            comment_on(hand_in=version, text=words, submission=once, by=reader, now=now)
            messages.success(request, _("Your comment is there; the other side is told by e-mail."))
    except Refusal as refusal:
        form.add_error("words", str(refusal))
        return False
    return True


def hand_in_file(request: HttpRequest, reader: Reader, hand_in: int) -> HttpResponseBase:
    row = get_object_or_404(HandIn.objects.exclude(file=""), pk=hand_in, team=reader.team)
    if not reader.may_see:
        raise PermissionDenied
    return file_response(row.file, row.original_name)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else 0
