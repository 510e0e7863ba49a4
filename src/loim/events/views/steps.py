"""Buttons on an event's page: cancel, reopen, remove, undo."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.steps import cancel_event, reopen_event
from loim.events.actions.undo import UndoNotPossible, delete_event, undo_change
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    why = request.POST.get("why", "")[:2000]
    _do(request, pk, partial(cancel_event, why=why), _("The event is cancelled."))
    return redirect("event", pk)


@allowed(may_record)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    _do(request, pk, reopen_event, _("The event is planned again."))
    return redirect("event", pk)


@allowed(may_record)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    if _do(request, pk, delete_event, _("The event is removed.")):
        return _list_with_undo(pk)
    return redirect("event", pk)


@allowed(may_record)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    try:
        context = _context(request.POST.get("change", ""))
        event = undo_change(event_id=pk, context=context, by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("event-list")
    messages.success(request, _("Undone: everything is as it was before."))
    if event is None:
        return _list_with_undo(pk)
    return redirect("event", pk)


def _context(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UndoNotPossible from None


def _do(request: HttpRequest, pk: int, action: Callable[..., Any], done: str) -> bool:
    event = changeable_event(request, pk)
    reason = request.POST.get("correction_reason", "")[:500]
    try:
        action(event=event, reason=reason, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def _list_with_undo(pk: int) -> HttpResponse:
    """The list, which offers to take back what happened to an event that has no page now."""
    return redirect(f"{reverse('event-list')}?changed={pk}")
