"""Loading journeys, and refusing those who may not."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from loim.common.translated import LANGUAGE_CODES
from loim.people.models import User
from loim.services.models import AppliedJourney, Journey, JourneyEdition, JourneyStep
from loim.services.permissions.journeys import may_design, may_look_behind


def language_of(request: HttpRequest) -> str:
    """`?text=` is how a notice leads to the original; else the page's."""
    said = request.GET.get("text", "")
    return said if said in LANGUAGE_CODES else get_language() or LANGUAGE_CODES[0]


def load_journey(slug: str) -> Journey:
    return get_object_or_404(
        Journey.objects.select_related("keeper", "municipality", "text"), slug=slug
    )


def public_journey(slug: str) -> Journey:
    """One that was published, be it closed by now."""
    journey = load_journey(slug)
    if not journey.is_public:
        raise Http404
    return journey


def designed(request: HttpRequest, slug: str) -> Journey:
    journey = load_journey(slug)
    if not may_design(request.user, journey):
        raise PermissionDenied
    return journey


def looked_behind(request: HttpRequest, slug: str) -> Journey:
    journey = load_journey(slug)
    if not may_look_behind(request.user, journey):
        raise PermissionDenied
    return journey


def designed_step(request: HttpRequest, pk: int) -> JourneyStep:
    step = get_object_or_404(
        JourneyStep.objects.select_related("journey__keeper", "journey__text", "stage", "text"),
        pk=pk,
        is_removed=False,
    )
    if not may_design(request.user, step.journey):
        raise PermissionDenied
    return step


def edition_for(journey: Journey, place: str) -> tuple[JourneyEdition, AppliedJourney | None]:
    """What readers get: the last edition, or the one that the municipality applies which `place`
    (the key of an applied journey) names."""
    applied = None
    if place.isdecimal() and len(place) < 10:
        applied = (
            journey.applied.filter(pk=int(place), end_date=None)
            .select_related("organisation", "edition")
            .first()
        )
    if applied is not None and applied.edition is not None:
        edition = applied.edition
    else:
        last = journey.editions.order_by("-number").first()
        if last is None:
            raise Http404
        edition = last
    edition.journey = journey
    return edition, applied


def user_of(request: HttpRequest) -> User:
    """Behind `signed_in` or `allowed`, which let nobody else in."""
    person: User = request.user  # type: ignore[assignment]
    return person
