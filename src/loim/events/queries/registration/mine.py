"""What somebody who is signed in is registered for, by whomever."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from loim.events.models import Event, Participant
from loim.events.queries.registrants.own_registrations import own_participants, own_registrations
from loim.events.queries.registration.own_link import LinkLost, own_path_for, own_path_of
from loim.events.queries.registration.states_in_words import colour_of, state_in_words
from loim.people.models import User

SHORT = 5


@dataclass
class MyRegistration:
    """One link of theirs: `people` are those whom it opens, with how things stand."""

    event: Event
    path: str
    people: list[tuple[str, str, str]] = field(default_factory=list)  # name, state, colour


def my_places(person: User) -> QuerySet[Any]:
    """Of registrations that they made (`is_own`), and their own place in those of others; the
    latest first."""
    own = Q(registration__in=own_registrations(person).values("pk"))
    return (
        Participant.objects.filter(
            own | Q(pk__in=own_participants(person).values("pk")), erased_at=None
        )
        .annotate(is_own=ExpressionWrapper(own, BooleanField()))
        .select_related("registration", "event")
        .order_by("-event__start_date", "-registration", "pk")
    )


def my_coming_registrations(person: User, today: date) -> list[MyRegistration]:
    """The next few; three queries."""
    coming = my_places(person).filter(event__end_date__gte=today)
    soonest = coming.order_by("event__start_date", "registration", "pk")
    return as_registrations(soonest[: 4 * SHORT])[:SHORT]


def as_registrations(places: Iterable[Any]) -> list[MyRegistration]:
    """Of `my_places`: those who are together in a registration of theirs stand together."""
    found: dict[tuple[int, int], MyRegistration] = {}
    for place in places:
        key = (place.registration_id, 0 if place.is_own else place.pk)
        if key not in found:
            try:
                path = own_path_of(place.registration) if place.is_own else own_path_for(place)
            except LinkLost:
                continue
            found[key] = MyRegistration(place.event, path)
        found[key].people.append((place.name, state_in_words(place), colour_of(place)))
    return list(found.values())
