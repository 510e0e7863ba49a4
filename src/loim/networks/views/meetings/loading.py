"""Loading networks, meetings and tasks, and refusing those who may not see them."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from loim.networks.meeting_permissions import may_keep_minutes, may_plan_meetings
from loim.networks.models import Meeting, Network, NetworkTask
from loim.networks.permissions import may_see_network
from loim.people.models import User
from loim.people.permissions import Person

Record = TypeVar("Record", Meeting, Network, NetworkTask)


def user_of(request: HttpRequest) -> User:
    """Behind `signed_in`, which lets nobody else in."""
    person: User = request.user  # type: ignore[assignment]
    return person


def load_network(pk: int) -> Network:
    rows = Network.objects.select_related("organisation__municipality", "activity__programme")
    return get_object_or_404(rows, pk=pk)


def all_meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related(
        "network__organisation__municipality",
        "network__activity__programme",
        "event__organiser",
        "event__activity__programme",
        "approved_meeting",
    )


def load_meeting(pk: int) -> Meeting:
    return get_object_or_404(all_meetings(), pk=pk)


def refuse_unseen(request: HttpRequest, network: Network) -> HttpResponse | None:
    """Of a page that may be public: a way to sign in for strangers. Raises PermissionDenied."""
    person: Person = request.user
    if may_see_network(person, network):
        return None
    if person.is_anonymous:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def planned_network(request: HttpRequest, pk: int) -> Network:
    network = load_network(pk)
    if not may_plan_meetings(request.user, network):
        raise PermissionDenied
    return network


def kept_meeting(request: HttpRequest, pk: int) -> Meeting:
    return _kept(request, load_meeting(pk), lambda meeting: meeting.network)


def kept_network(request: HttpRequest, pk: int) -> Network:
    return _kept(request, load_network(pk), lambda network: network)


def load_task(pk: int) -> NetworkTask:
    return get_object_or_404(
        NetworkTask.objects.select_related(
            "network__organisation", "network__activity__programme", "meeting__event", "decision",
            "owner__organisation", "owner__user", "organisation",
        ),
        pk=pk,
    )  # fmt: skip


def kept_task(request: HttpRequest, pk: int) -> NetworkTask:
    return _kept(request, load_task(pk), lambda task: task.network)


def _kept(request: HttpRequest, record: Record, of: Callable[[Record], Network]) -> Record:
    if not may_keep_minutes(request.user, of(record)):
        raise PermissionDenied
    return record
