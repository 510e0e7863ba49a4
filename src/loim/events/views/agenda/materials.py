"""Files of a released agenda: for everybody, or for those who have a place."""

from pathlib import PurePath

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from loim.common.access import public
from loim.events.models import Event, Material
from loim.events.permissions import may_change_event, may_see_event
from loim.events.queries.agenda.content import last_release
from loim.events.queries.agenda.materials import (
    bearer_takes_part,
    readable_materials,
    takes_part_in,
)
from loim.events.queries.registration.own_link import opened_by
from loim.events.views.pages.loading import load_event


@public("what a released agenda gives to everybody; the view guards the rest")
def event_material(request: HttpRequest, pk: int, material: int) -> HttpResponseBase:
    event = load_event(pk)
    row = _row(event, material)
    person = request.user
    if not may_change_event(person, event):
        is_participant = takes_part_in(person, event)
        may_see = is_participant or may_see_event(person, event)
        if not may_see or not _is_readable(event, row, is_participant=is_participant):
            if person.is_anonymous:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied
    return _file(row)


@public("the secret in the link is the permission")
def registration_material(request: HttpRequest, key: str, material: int) -> HttpResponseBase:
    opened = opened_by(key)
    if opened is None:
        raise Http404
    event = opened.registration.event
    row = _row(event, material)
    if not _is_readable(event, row, is_participant=bearer_takes_part(opened)):
        raise PermissionDenied
    return _file(row)


def _row(event: Event, key: int) -> Material:
    return get_object_or_404(Material.objects.exclude(file=""), pk=key, event=event)


def _is_readable(event: Event, row: Material, *, is_participant: bool) -> bool:
    release = last_release(event)
    return release is not None and row.pk in readable_materials(
        event, release, is_participant=is_participant
    )


def _file(row: Material) -> HttpResponseBase:
    """Downloaded, never shown: what is in it runs in nobody's session here."""
    name = f"{row.title[:80]}{PurePath(str(row.file.name)).suffix}"
    return FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )
