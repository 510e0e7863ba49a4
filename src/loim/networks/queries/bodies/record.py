"""The public record: what bodies were asked, what they said, what the city answered, what
changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear

from loim.content.queries.pages.listed import with_titles
from loim.networks.logic.bodies.question_states import QuestionState, owes
from loim.networks.models import Network
from loim.networks.models.bodies import BodyQuestion, Opinion, QuestionChange, Stance
from loim.services.models import Service

OVERDUE = "overdue"


@dataclass(frozen=True)
class RecordFilter:
    """Empty means all."""

    body: Network | None = None
    state: str = ""
    year: int | None = None


def record(wanted: RecordFilter, today: date) -> QuerySet[BodyQuestion]:
    """Public questions, the newest first, with all that stands on their card. Few queries, the same for one and for many."""
    rows = BodyQuestion.objects.public()
    if wanted.body is not None:
        rows = rows.filter(network=wanted.body)
    if wanted.state == OVERDUE:
        rows = rows.filter(state=QuestionState.OPINION, answer_by__lt=today)
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.year:
        rows = rows.filter(asked_at__year=wanted.year)
    return (
        rows.select_related("network__organisation", "opinion", "answer")
        .annotate(**_votes())
        .prefetch_related(*with_changes())
        .order_by("-asked_at", "-pk")
    )


def with_changes() -> list[Any]:
    """For `prefetch_related`: the latest change first, services with `.title`."""
    changes = QuestionChange.objects.select_related("proposal").order_by("-changed_date", "-pk")
    return [
        Prefetch("changes", changes),
        Prefetch("changes__service", with_titles(Service.objects.all())),
    ]


def _votes() -> dict[str, Any]:
    return {
        f"votes_{stance.name.lower()}": Count(
            "opinion__votes", filter=Q(opinion__votes__stance=stance.value)
        )
        for stance in Stance
    }


def bodies_in_record() -> QuerySet[Network]:
    asked = BodyQuestion.objects.public().values("network")
    return Network.objects.filter(pk__in=asked).order_by("name", "pk")


def years_in_record() -> list[int]:
    years = (
        BodyQuestion.objects.public()
        .annotate(year=ExtractYear("asked_at"))
        .values_list("year", flat=True)
        .distinct()
        .order_by("-year")
    )
    return list(years)


def votes_of(opinion: Opinion) -> dict[str, int]:
    counted = opinion.votes.values_list("stance").annotate(n=Count("pk")).order_by()
    return {stance.value: dict(counted).get(stance.value, 0) for stance in Stance}


def with_lateness(questions: Iterable[BodyQuestion], today: date) -> list[tuple[BodyQuestion, str]]:
    return [(one, owes(one.state, one.opinion_by, one.answer_by, today)) for one in questions]
