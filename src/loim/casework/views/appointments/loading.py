"""Rows of this room by what stands in an address; others' are not there for whoever asks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from loim.casework.models import Appointment, Case, Client, HomeVisit
from loim.casework.views.desk import desk_of
from loim.people.models import User


def person_of(request: HttpRequest) -> User:
    """Behind @counselling: somebody with an account."""
    assert isinstance(request.user, User)  # noqa: S101  # for the type checker
    return request.user


def appointment_by(uuid: UUID) -> Appointment:
    return get_object_or_404(
        Appointment.objects.select_related(
            "organisation", "counsellor", "room", "topic", "client", "case"
        ),
        uuid=uuid,
    )


def visit_by(uuid: UUID) -> HomeVisit:
    return get_object_or_404(
        HomeVisit.objects.select_related("organisation", "visitor", "watcher", "client", "case"),
        uuid=uuid,
    )


def client_asked_for(request: HttpRequest) -> tuple[Client | None, Case | None]:
    """`?client=` and `?case=` are uuids of a record in use at this desk."""
    organisation = desk_of(request)
    case = _by_uuid(Case.objects.select_related("client"), request, "case", organisation)
    if case is not None:
        return case.client, case
    return _by_uuid(Client.objects, request, "client", organisation), None


def say_notices(request: HttpRequest, form: Any) -> None:
    for notice in form.notices():
        messages.warning(request, notice)


def _by_uuid(rows: Any, request: HttpRequest, name: str, organisation: Any) -> Any:
    given = request.GET.get(name) or ""
    if not given:
        return None
    try:
        found = rows.filter(uuid=UUID(given), organisation=organisation).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found
