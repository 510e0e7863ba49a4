"""Lists of journeys: for readers, and for those who design them."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from loim.content.queries.reading import attach_texts
from loim.people.permissions import Person
from loim.services.models import AppliedJourney, Journey, JourneyEdition, JourneyStatus
from loim.services.permissions.journeys import seen_by_designer


@dataclass(frozen=True)
class JourneyFilter:
    """Empty means all."""

    variant: str = ""
    municipality: str = ""


def listed_journeys(wanted: JourneyFilter) -> QuerySet[Journey]:
    """Published ones; those of the place first, then those of the whole country."""
    conditions = Q(status=JourneyStatus.PUBLISHED)
    if wanted.variant:
        conditions &= Q(variants__contains=[wanted.variant])
    return (
        Journey.objects.filter(conditions)
        .select_related("municipality", "keeper")
        .order_by("municipality__name", "slug")
    )


def with_words(journeys: list[Journey], language: str | None = None) -> list[Journey]:
    """Each gets `.shown`, and `.last` with its latest edition's number of steps. Two queries."""
    attach_texts(journeys, language)
    latest = JourneyEdition.objects.filter(journey__in=journeys).order_by("journey", "-number")
    steps = {row.journey_id: len(row.content["steps"]) for row in latest.distinct("journey")}
    for journey in journeys:
        journey.steps_count = steps.get(journey.pk, 0)  # type: ignore[attr-defined]
    return journeys


def designed_journeys(person: Person) -> QuerySet[Journey]:
    """With their titles as written, and counts of open notes and of municipalities."""
    last = JourneyEdition.objects.filter(journey=OuterRef("pk")).order_by("-number")
    return (
        seen_by_designer(person)
        .annotate(
            edition_number=Subquery(last.values("number")[:1]),
            edition_at=Subquery(last.values("published_at")[:1]),
            open_notes=Count("notes", filter=Q(notes__resolved_at=None), distinct=True),
            adopters=Count("applied", filter=Q(applied__end_date=None), distinct=True),
        )
        .select_related("keeper", "municipality")
        .order_by("keeper__name", "slug")
    )


def adopters_of(journey: Journey) -> list[AppliedJourney]:
    """In force, by name."""
    rows = journey.applied.filter(end_date=None).select_related("organisation", "edition")
    return list(rows.order_by("organisation__name", "pk"))
