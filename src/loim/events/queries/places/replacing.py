"""After a draw: who gave up a drawn place, and who could be called in their stead."""

from dataclasses import dataclass
from typing import Any

from fairplaces.record import standing_of
from loim.events.logic.participant_states import HOLDING, ParticipantState
from loim.events.models import Decision, Draw, Event, Participant
from loim.events.queries.places.draw_result import DRAWN


@dataclass(frozen=True)
class Vacancy:
    """`leaving` and `available` are names of the draw's record; `people` keys by these names."""

    draw_id: int
    record: dict[str, Any]
    leaving: tuple[str, ...]
    available: tuple[str, ...]
    people: dict[str, int]


def vacancy_of(event: Event, free: int | None) -> Vacancy | None:
    """None where nobody who was drawn has left, or nobody of the draw waits. `free`: places.

    No more are replaced than there are free places: the organiser may have lowered their number.
    Two queries more than for an event that was not drawn.
    """
    draw = Draw.objects.filter(event=event, drawn_at__isnull=False).first()
    if draw is None or not draw.record or "hash" not in draw.record or free == 0:
        return None
    rows = Decision.objects.filter(
        reason__in=DRAWN, participant__event=event, values__has_key="pseudonym"
    ).values_list("values__pseudonym", "participant")
    people = dict(rows.order_by("participant"))
    states = {row.pk: row for row in _states(event, people.values())}
    members = standing_of(draw.record)
    left = [name for name in members.members if name in people and _left(states[people[name]])]
    left.sort(key=lambda name: (states[people[name]].state_at, people[name]))
    gone = set(members.gone) | set(members.members)
    available = sorted(
        name for name, key in people.items() if name not in gone and _can_come(states[key])
    )
    if not left or not available:
        return None
    return Vacancy(draw.pk, draw.record, tuple(left[:free]), tuple(available), people)


def _states(event: Event, keys: Any) -> Any:
    return (
        Participant.objects.filter(event=event, pk__in=list(keys))
        .only("state", "state_at", "is_held_back", "erased_at")
        .order_by("pk")
    )


def _left(person: Participant) -> bool:
    return person.state not in HOLDING


def _can_come(person: Participant) -> bool:
    return person.state == ParticipantState.WAITING and not person.is_held_back


def was_drawn(event: Event) -> bool:
    """With somebody to draw: without, there is no lot to go on with."""
    return Draw.objects.filter(event=event, drawn_at__isnull=False, record__has_key="hash").exists()
