"""What people already rely on when an organiser changes registration."""

from dataclasses import dataclass

from django.db.models import Count

from loim.events.logic.participant_states import HOLDING, LIVE, ParticipantState
from loim.events.models import Event, Participant


@dataclass(frozen=True)
class TakenUp:
    """How many people are on the list, hold a place, and wait."""

    live: int = 0
    holding: int = 0
    waiting: int = 0


def taken_up(event: Event) -> TakenUp:
    """One query."""
    by_state: dict[str, int] = dict(
        Participant.objects.filter(event=event)
        .order_by()
        .values_list("state")
        .annotate(people=Count("pk"))
    )
    return TakenUp(
        live=sum(by_state.get(state, 0) for state in LIVE),
        holding=sum(by_state.get(state, 0) for state in HOLDING),
        waiting=by_state.get(ParticipantState.WAITING, 0),
    )
