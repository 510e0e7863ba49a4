"""What the pages of a network begin with: it is found, and whoever asks may open it."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from loim.networks.models import Mandate, Member, Network, Seat
from loim.networks.permissions import may_change_network, may_see_network
from loim.people.models import User

WITH = ("organisation", "activity__programme", "recorded_by")


def load_network(pk: int) -> Network:
    return get_object_or_404(Network.objects.select_related(*WITH), pk=pk)


def seen_network(request: HttpRequest, pk: int) -> Network | HttpResponse:
    """The network, or the way to sign in for whoever is not let in and is nobody yet."""
    network = load_network(pk)
    if not may_see_network(request.user, network):
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    return network


def changeable_network(request: HttpRequest, pk: int) -> Network:
    network = load_network(pk)
    if not may_change_network(request.user, network):
        raise PermissionDenied
    return network


def changeable_member(request: HttpRequest, pk: int) -> Member:
    found: Member = _changeable(request, Member, pk, "organisation")
    return found


def changeable_seat(request: HttpRequest, pk: int) -> Seat:
    found: Seat = _changeable(request, Seat, pk, "organisation")
    return found


def changeable_mandate(request: HttpRequest, pk: int) -> Mandate:
    prefix = "seat__network__"
    related = (f"{prefix}{name}" for name in WITH)
    found = get_object_or_404(Mandate.objects.select_related("member", *related), pk=pk)
    if not may_change_network(request.user, found.seat.network):
        raise PermissionDenied
    return found


def _changeable(request: HttpRequest, model: Any, pk: int, *related: str) -> Any:
    of_network = (f"network__{name}" for name in WITH)
    found = get_object_or_404(model.objects.select_related(*of_network, *related), pk=pk)
    if not may_change_network(request.user, found.network):
        raise PermissionDenied
    return found


def user_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # the view's decorator saw to it
    return person
