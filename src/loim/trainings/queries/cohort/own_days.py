"""Training days as one member sees them: their own place, and what they may read there."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import AgendaRelease, Material
from loim.events.queries.registration.own_link import LinkLost, own_key_for
from loim.trainings.models import DayPlace, TeamMember, TrainingDay

WITH_A_PLACE = (ParticipantState.ADMITTED, ParticipantState.ATTENDED)


@dataclass(frozen=True)
class DayMaterial:
    title: str
    url: str
    is_file: bool


@dataclass(frozen=True)
class OwnDay:
    """`place_url` is the member's own registration: agenda, calendar, a word that they cannot
    come. `state` is '' where they are not on the list."""

    day: TrainingDay
    state: str = ""
    place_url: str = ""
    materials: tuple[DayMaterial, ...] = ()


def with_own_places(days: list[TrainingDay], member: TeamMember | None) -> list[OwnDay]:
    """Three queries at most, whatever the number of days."""
    places: dict[int, Any] = {}
    if member is not None:
        rows = DayPlace.objects.filter(member=member, day__in=days)
        places = {
            row.day_id: row.participant for row in rows.select_related("participant__registration")
        }
    released = _released(days)
    found = []
    for day in days:
        person = places.get(day.pk)
        key = _key(person)
        takes_part = person is not None and person.state in WITH_A_PLACE
        found.append(
            OwnDay(
                day=day,
                state=person.state if person else "",
                place_url=reverse("registration", args=[key]) if key else "",
                materials=tuple(
                    _material(row, key)
                    for row in released.get(day.event_id, [])
                    if row.is_public or takes_part or member is None
                ),
            )
        )
    return found


def _key(person: Any) -> str:
    if person is None:
        return ""
    try:
        return own_key_for(person)
    except LinkLost:
        return ""


def _released(days: list[TrainingDay]) -> dict[int, list[Material]]:
    """By event: what its last agenda gave out and is still there."""
    events = [day.event_id for day in days]
    releases = (
        AgendaRelease.objects.filter(event__in=events)
        .order_by("event", "-number")
        .distinct("event")
    )
    keys = {material["key"] for row in releases for material in row.content["materials"]}
    found: dict[int, list[Material]] = {}
    if keys:
        rows = Material.objects.filter(pk__in=keys, event__in=events).select_related("event")
        for row in rows.order_by("pk"):
            found.setdefault(row.event_id, []).append(row)
    return found


def _material(row: Material, key: str) -> DayMaterial:
    title = str(row.text("title"))
    if row.url:
        return DayMaterial(title, row.url, is_file=False)
    if key and not row.is_public:
        return DayMaterial(title, reverse("registration-material", args=[key, row.pk]), True)
    return DayMaterial(title, reverse("event-material", args=[row.event_id, row.pk]), True)
