"""The event that a page is about, and whether this person may change it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.events.models import Event
from loim.events.permissions import may_change_event


def load_event(pk: int) -> Event:
    return get_object_or_404(
        Event.objects.select_related(
            "organiser",
            "activity__programme",
            "activity__root",
            "recorded_by",
            "series",
            "place_municipality__county",
        ),
        pk=pk,
    )


def changeable_event(request: HttpRequest, pk: int) -> Event:
    event = load_event(pk)
    if not may_change_event(request.user, event):
        raise PermissionDenied
    return event
