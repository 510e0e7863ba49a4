"""Journeys through a service, and whether its change still waits to be looked at in them."""

from dataclasses import dataclass

from loim.services.models import Journey, JourneyStatus, Service
from loim.services.queries.journeys.design import titles_of_journeys
from loim.services.queries.journeys.flags import flags_of


@dataclass(frozen=True)
class OnTheWay:
    journey: Journey
    title: str
    flagged_steps: int


def journeys_through(service: Service) -> list[OnTheWay]:
    """Published ones, by title."""
    journeys = list(
        Journey.objects.filter(
            status=JourneyStatus.PUBLISHED,
            steps__services=service,
            steps__is_removed=False,
        ).distinct()
    )
    titles, flags = titles_of_journeys(journeys), flags_of(journeys)
    found = [
        OnTheWay(
            journey,
            titles.get(journey.pk, journey.slug),
            sum(
                any(change.service == service.pk for change in step.changes)
                for step in flags[journey.pk].steps
            ),
        )
        for journey in journeys
    ]
    return sorted(found, key=lambda one: (one.title, one.journey.pk))
