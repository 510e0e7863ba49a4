"""Requests as their asker and each expert see them."""

from django.db.models import Prefetch, Q, QuerySet

from loim.experts.models import (
    Approach,
    ApproachMessage,
    ApproachStatus,
    ExpertRequest,
    RequestStatus,
)
from loim.people.models import User
from loim.people.personal_records import proved_addresses

_MESSAGES = Prefetch("messages", ApproachMessage.objects.order_by("written_at", "pk"))


def load_requests() -> QuerySet[ExpertRequest]:
    return ExpertRequest.objects.select_related("asker", "organisation", "county")


def approaches_of(request: ExpertRequest) -> list[Approach]:
    """With their experts and what was said. Two queries."""
    rows = request.approaches.select_related("expert__person").prefetch_related(_MESSAGES)
    return list(rows.order_by("expert__name", "pk"))


def requests_by(person: User) -> QuerySet[ExpertRequest]:
    """By account, or by an address that both letter and account proved."""
    return ExpertRequest.objects.filter(
        Q(asker=person) | Q(asker_email__in=proved_addresses(person), confirmed_at__isnull=False)
    )


def approaches_to(person: User) -> QuerySet[Approach]:
    """Requests to this person as an expert; none that nobody has confirmed."""
    rows = Approach.objects.filter(expert__person=person, request__confirmed_at__isnull=False)
    return rows.select_related("request__county", "request__organisation", "request__asker",
                               "expert__person")  # fmt: skip


def listed_approaches(person: User) -> QuerySet[Approach]:
    """What waits for this expert first, then the latest."""
    return approaches_to(person).order_by("-turn_at", "-pk")


def talk_of(approach: Approach) -> list[ApproachMessage]:
    return list(approach.messages.order_by("written_at", "pk"))


def approaches_to_answer(person: User) -> QuerySet[Approach]:
    """The longest waiting first."""
    rows = approaches_to(person).filter(
        state=ApproachStatus.WAITING, request__state=RequestStatus.OPEN
    )
    return rows.order_by("turn_at", "pk")


def approaches_with_questions(person: User) -> QuerySet[Approach]:
    """Questions of experts to this person, who asked them."""
    return (
        Approach.objects.filter(
            request__in=requests_by(person), state=ApproachStatus.QUESTION,
            request__state=RequestStatus.OPEN,
        )
        .select_related("request", "expert")
        .order_by("turn_at", "pk")
    )  # fmt: skip
