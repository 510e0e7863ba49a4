"""Minutes: read, printed, written by one or two people, approved, added to."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import public, signed_in
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.networks.actions.meetings.minutes import (
    add_addition,
    add_item,
    approve_minutes,
    begin_minutes,
    remove_item,
    save_texts,
)
from loim.networks.documents.minutes_pdf import write_minutes_pdf
from loim.networks.forms.meetings.minutes import AdditionForm, ApproveForm, ItemForm, TextsForm
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.meeting_permissions import (
    may_approve_minutes,
    may_keep_minutes,
    may_read_minutes,
)
from loim.networks.models import Meeting, MinutesItem
from loim.networks.queries.meetings.agenda import habits_of
from loim.networks.queries.meetings.minutes import ShownMinutes, minutes_of, state_words
from loim.networks.queries.meetings.own_links import meeting_by_key
from loim.networks.queries.meetings.paper import paper_of
from loim.networks.views.meetings.loading import (
    all_meetings,
    kept_meeting,
    load_meeting,
    user_of,
)


@signed_in
def minutes_page(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _readable(request, pk)
    may_keep = may_keep_minutes(request.user, meeting.network)
    context = {
        **_reading(meeting, sees_all=may_keep),
        "may_keep": may_keep,
        "may_approve": may_approve_minutes(request.user, meeting.network),
        "pdf_url": reverse("network-minutes-pdf", args=[pk]),
    }
    return render(request, "networks/meetings/minutes.html", context)


@signed_in
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _readable(request, pk)
    return _pdf(meeting, sees_all=may_keep_minutes(request.user, meeting.network))


@public("by the secret in a letter to members, once the minutes are approved")
@private
def own_minutes(request: HttpRequest, key: str) -> HttpResponse:
    meeting = _by_key(key)
    context = {
        **_reading(meeting, sees_all=False),
        "is_own_link": True,
        "pdf_url": reverse("network-minutes-own-pdf", args=[key]),
    }
    return render(request, "networks/meetings/minutes.html", context)


@public("by the secret in a letter to members, once the minutes are approved")
@private
def own_minutes_pdf(request: HttpRequest, key: str) -> HttpResponse:
    return _pdf(_by_key(key), sees_all=False)


@signed_in
@require_POST
def minutes_begin(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = kept_meeting(request, pk)
    try:
        begin_minutes(meeting=meeting, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("network-meeting", pk)
    return redirect("network-minutes-write", pk)


@signed_in
def minutes_write(request: HttpRequest, pk: int) -> HttpResponse:
    """All items on one page. A text that somebody else changed meanwhile is shown beside one's
    own; everything else is saved."""
    meeting = kept_meeting(request, pk)
    if meeting.state != MinutesState.DRAFT:
        return redirect("network-meeting", pk)
    form = TextsForm(request.POST if request.method == "POST" else None, items=_items(meeting))
    merged = None
    if request.method == "POST":
        try:
            merged = save_texts(
                meeting=meeting,
                given=form.given(),
                seen=form.seen(),
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("network-meeting", pk)
        if not merged.conflicts:
            messages.success(request, _("The minutes are saved."))
            return redirect(_where_next(request, meeting))
        form.items = _items(meeting)  # as they are stored now
    return _write_page(request, meeting, form, merged)


def _write_page(
    request: HttpRequest, meeting: Meeting, form: TextsForm, merged: Any, item_form: Any = None
) -> HttpResponse:
    today = timezone.localdate()
    minutes = minutes_of(meeting, today, sees_all=True, names_votes=False)
    shown = {one.item.pk: one for one in minutes.items}
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "minutes": minutes,
        "rows": [(row, shown[row.item.pk]) for row in form.rows(merged) if row.item.pk in shown],
        "has_conflicts": bool(merged and merged.conflicts),
        "item_form": item_form or ItemForm(),
        "may_approve": may_approve_minutes(request.user, meeting.network),
    }
    return render(request, "networks/meetings/write.html", context)


def _where_next(request: HttpRequest, meeting: Meeting) -> str:
    """A button of the form saves and leads on, so that nothing typed is lost on the way."""
    then = request.POST.get("then", "")
    kind, _colon, key = then.partition(":")
    if kind == "decision" and key.isascii() and key.isdecimal():
        return f"{reverse('network-decision-new', args=[meeting.pk])}?item={key}"
    if kind == "task":
        return f"{reverse('network-meeting-task-new', args=[meeting.pk])}"
    if kind == "read":
        return reverse("network-minutes", args=[meeting.pk])
    return reverse("network-minutes-write", args=[meeting.pk])


def _items(meeting: Meeting) -> list[MinutesItem]:
    return list(meeting.items.select_related("written_by").order_by("position"))


@signed_in
@require_POST
def item_new(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = kept_meeting(request, pk)
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            add_item(
                meeting=meeting,
                title=form.cleaned_data["title"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Write what the item is called."))
    return redirect("network-minutes-write", pk)


@signed_in
@require_POST
def item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(MinutesItem, pk=pk)
    item.meeting = kept_meeting(request, item.meeting_id)
    try:
        remove_item(item=item, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("network-minutes-write", item.meeting_id)


@signed_in
def minutes_approve(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(pk)
    if not may_approve_minutes(request.user, meeting.network):
        raise PermissionDenied
    if meeting.state != MinutesState.DRAFT:
        return redirect("network-meeting", pk)
    later = all_meetings().filter(
        network=meeting.network,
        event__start_date__gt=meeting.event.start_date,
        event__start_date__lte=timezone.localdate(),
    )
    form = ApproveForm(
        request.POST if request.method == "POST" else None,
        later=later.order_by("event__start_date", "pk"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            approve_minutes(
                meeting=meeting,
                how=form.cleaned_data["how"],
                at_meeting=form.cleaned_data["at_meeting"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The minutes are approved. Members are written to."))
            return redirect("network-minutes", pk)
    context = {**_reading(meeting, sees_all=True), "form": form}
    return render(request, "networks/meetings/approve.html", context)


@signed_in
def minutes_add(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = kept_meeting(request, pk)
    if meeting.state != MinutesState.APPROVED:
        return redirect("network-meeting", pk)
    form = AdditionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_addition(
                meeting=meeting,
                text=said["text"],
                submission=said["submission"] or form.initial["submission"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The addition stands below the minutes."))
            return redirect("network-minutes", pk)
    context = {"meeting": meeting, "network": meeting.network, "form": form}
    return render(request, "networks/meetings/addition.html", context)


def _readable(request: HttpRequest, pk: int) -> Meeting:
    meeting = load_meeting(pk)
    if not may_read_minutes(request.user, meeting):
        raise PermissionDenied
    if meeting.state == MinutesState.NONE:
        raise Http404
    return meeting


def _by_key(key: str) -> Meeting:
    meeting = meeting_by_key(key)
    if meeting is None or meeting.state != MinutesState.APPROVED:
        raise Http404
    return meeting


def _shown(meeting: Meeting, *, sees_all: bool) -> ShownMinutes:
    names_votes = sees_all or habits_of(meeting.network).votes_are_public
    return minutes_of(meeting, timezone.localdate(), sees_all=sees_all, names_votes=names_votes)


def _reading(meeting: Meeting, *, sees_all: bool) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "network": meeting.network,
        "event": meeting.event,
        "minutes": _shown(meeting, sees_all=sees_all),
        "state_words": state_words(meeting),
    }


def _pdf(meeting: Meeting, *, sees_all: bool) -> HttpResponse:
    made_at = meeting.approved_at or timezone.now()
    content = write_minutes_pdf(paper_of(_shown(meeting, sees_all=sees_all)), made_at=made_at)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{meeting.event.start_date:%Y-%m-%d}-{meeting.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
