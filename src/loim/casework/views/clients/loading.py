"""Which client or case an address names: inside the gate, of an organisation one counsels for."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from loim.casework.actions.protection.viewing import note_view
from loim.casework.gate import counselling
from loim.casework.models import Case, Client
from loim.casework.permissions import may_counsel_for
from loim.people.models import User

View = Callable[..., HttpResponse]


def user_of(request: HttpRequest) -> User:
    """Behind `counselling`, which lets nobody else in."""
    person: User = request.user  # type: ignore[assignment]
    return person


def of_client(view: View) -> View:
    """Gives the view the client, and notes that somebody looked. Of a record that is not in use
    there is one page alone: it says so."""

    @wraps(view)
    def loaded(request: HttpRequest, client_id: UUID, **rest: Any) -> HttpResponse:
        client = load_client(request, client_id)
        if not client.is_active:
            return redirect("client", client.uuid)
        _note(request, client)
        return view(request, client, **rest)

    return counselling(loaded)  # type: ignore[return-value]


def of_any_client(view: View) -> View:
    """Also of one that is not in use."""

    @wraps(view)
    def loaded(request: HttpRequest, client_id: UUID, **rest: Any) -> HttpResponse:
        client = load_client(request, client_id)
        _note(request, client)
        return view(request, client, **rest)

    return counselling(loaded)  # type: ignore[return-value]


def of_case(view: View) -> View:
    @wraps(view)
    def loaded(request: HttpRequest, case_id: UUID, **rest: Any) -> HttpResponse:
        case = get_object_or_404(
            Case.objects.select_related(
                "client__organisation", "client__municipality", "topic", "counsellor",
                "organisation", "changed_by",
            ),
            uuid=case_id,
        )  # fmt: skip
        if not may_counsel_for(request.user, case.organisation):
            raise Http404
        if not case.client.is_active:
            return redirect("client", case.client.uuid)
        _note(request, case.client)
        return view(request, case, **rest)

    return counselling(loaded)  # type: ignore[return-value]


def load_client(request: HttpRequest, client_id: UUID) -> Client:
    client = get_object_or_404(
        Client.objects.select_related("organisation", "municipality", "merged_into", "changed_by"),
        uuid=client_id,
    )
    if not may_counsel_for(request.user, client.organisation):
        raise Http404
    return client


def _note(request: HttpRequest, client: Client) -> None:
    page = request.resolver_match.url_name if request.resolver_match else ""
    note_view(client=client, by=user_of(request), now=timezone.now(), page=page or "")
