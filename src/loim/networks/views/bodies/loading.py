"""Loading what pages of bodies are about, and refusing those who may not."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from loim.networks.models import Member, Network
from loim.networks.models.bodies import BodyQuestion, MemberCall
from loim.networks.permissions import may_change_network
from loim.networks.queries.bodies.record import with_changes
from loim.networks.queries.bodies.sitting import own_member
from loim.people.models import User


def load_network(pk: int) -> Network:
    return get_object_or_404(
        Network.objects.select_related("organisation", "activity__programme"), pk=pk
    )


def kept_network(request: HttpRequest, pk: int) -> Network:
    network = load_network(pk)
    if not may_change_network(request.user, network):
        raise PermissionDenied
    return network


def load_call(pk: int) -> MemberCall:
    return get_object_or_404(
        MemberCall.objects.select_related(
            "network__organisation", "network__activity__programme", "residents_of"
        ),
        pk=pk,
    )


def kept_call(request: HttpRequest, pk: int) -> MemberCall:
    call = load_call(pk)
    if not may_change_network(request.user, call.network):
        raise PermissionDenied
    return call


def public_call(request: HttpRequest, pk: int) -> tuple[MemberCall, bool]:
    """A call, and whether this person keeps it; what was never published is nobody else's."""
    call = load_call(pk)
    keeps = may_change_network(request.user, call.network)
    if call.published_at is None and not keeps:
        if request.user.is_authenticated:
            raise PermissionDenied
        raise Http404
    return call, keeps


def user_of(request: HttpRequest) -> User:
    """Behind `signed_in`, which lets nobody else in."""
    person: User = request.user  # type: ignore[assignment]
    return person


def load_question(pk: int) -> BodyQuestion:
    rows = BodyQuestion.objects.select_related(
        "network__organisation", "network__activity__programme", "opinion", "answer"
    )
    return get_object_or_404(rows.prefetch_related(*with_changes()), pk=pk)


def kept_question(request: HttpRequest, pk: int) -> BodyQuestion:
    question = load_question(pk)
    if not may_change_network(request.user, question.network):
        raise PermissionDenied
    return question


def member_of(request: HttpRequest, question: BodyQuestion) -> Member | None:
    if not isinstance(request.user, User):
        return None
    return own_member(question.network, request.user, timezone.localdate())
