"""Lists of applied journeys, and the history of one."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Q, QuerySet

from loim.people.models import Organisation, OrganisationKind
from loim.programmes.queries.record_history import Change, Stream, record_history
from loim.services.models import AppliedJourney

APPLIED, ENDED = "applied", "ended"


@dataclass(frozen=True)
class JourneyFilter:
    """Empty means all."""

    text: str = ""
    state: str = ""


def listed_journeys(
    seen: QuerySet[AppliedJourney], wanted: JourneyFilter, today: date
) -> QuerySet[AppliedJourney]:
    """With organisation and activity; the newest first."""
    conditions = Q()
    if wanted.text:
        conditions &= Q(title__icontains=wanted.text) | Q(organisation__name__icontains=wanted.text)
    if wanted.state == APPLIED:
        conditions &= Q(end_date=None) | Q(end_date__gte=today)
    if wanted.state == ENDED:
        conditions &= Q(end_date__lt=today)
    return (
        seen.filter(conditions)
        .select_related("organisation", "activity")
        .order_by("-start_date", "organisation__name", "pk")
    )


def governments(organisations: QuerySet[Organisation]) -> list[Organisation]:
    """Only municipalities apply journeys."""
    found = organisations.filter(kind=OrganisationKind.MUNICIPALITY)
    return list(found.order_by("name", "pk"))


def journey_history(journey_id: int) -> list[Change]:
    rows = apps.get_model("services", "AppliedJourneyHistory").objects.filter(pgh_obj_id=journey_id)
    hidden = frozenset({"id", "recorded_by", "recorded_at"})
    return record_history(Stream(AppliedJourney, rows, hidden=hidden))
