"""How an event's places stand at this moment."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from loim.events.logic.participant_states import ParticipantState
from loim.events.logic.places.fitting import deficit, places_left, reserved
from loim.events.logic.places.outlook import Turn, order_of_promotion
from loim.events.logic.places.rules import Rule, Rules, Tally
from loim.events.models import Event, Participant, Policy, RegistrationSettings
from loim.events.queries.places.people import Waiting, tally_of, waiting_in_order
from loim.events.queries.places.replacing import was_drawn
from loim.events.queries.places.rules import rules_of


@dataclass(frozen=True)
class RuleStanding:
    """`held` includes open offers; `missing` is what the floor still holds back."""

    rule: Rule
    held: int
    missing: int
    is_released: bool

    @property
    def is_met(self) -> bool:
        return self.held >= self.rule.floor


@dataclass(frozen=True)
class WaitingPerson:
    """`position` in the order of promotion, from 1; None: as the rules stand, no turn comes."""

    participant: Participant
    turn: Turn
    position: int | None
    is_passed: bool  # somebody who stands behind in the queue is called earlier


@dataclass(frozen=True)
class Standing:
    """`capacity` and `free` None: as many as come. `free` counts reserved places, too."""

    capacity: int | None
    is_drawn_later: bool
    is_drawn: bool  # whoever leaves is replaced by lot, so nobody who waits has a number
    by_state: Counter[str]
    holding: int
    free: int | None
    reserved: int
    rules: tuple[RuleStanding, ...]
    waiting: tuple[WaitingPerson, ...]
    queue: Waiting = field(repr=False)
    engine: Rules = field(repr=False)
    tally: Tally = field(repr=False)

    @property
    def has_place(self) -> int:
        """Without open offers."""
        return self.holding - self.by_state[ParticipantState.OFFERED]

    @property
    def held_back(self) -> tuple[Participant, ...]:
        """Who waits until the organiser decides."""
        return self.queue.held_back

    @property
    def open_to_all(self) -> int | None:
        """Free places that no floor holds back."""
        return None if self.free is None else max(0, self.free - self.reserved)

    def waiting_person(self, key: int) -> WaitingPerson | None:
        return next((one for one in self.waiting if one.participant.pk == key), None)

    @property
    def above_capacity(self) -> int:
        """How many more hold a place than there are: the capacity was lowered."""
        return 0 if self.capacity is None else max(0, self.holding - self.capacity)


def standing(event: Event, now: datetime | None = None) -> Standing | None:
    """A fixed number of queries. None: nobody registers for this event."""
    settings = RegistrationSettings.objects.filter(event=event).first()
    if settings is None:
        return None
    now = now or timezone.now()
    rules = rules_of(event, settings)
    tally = tally_of(event.pk, rules)
    queue = waiting_in_order(event.pk, rules)
    states = Participant.objects.filter(event=event).order_by()
    by_state = Counter(dict(states.values_list("state").annotate(Count("pk"))))
    return Standing(
        capacity=settings.capacity,
        is_drawn_later=settings.policy == Policy.DRAW,
        is_drawn=settings.policy == Policy.DRAW and was_drawn(event),
        by_state=by_state,
        holding=tally.total,
        free=None if settings.capacity is None else max(0, settings.capacity - tally.total),
        reserved=min(reserved(rules, tally, now), places_left(rules, tally)),
        rules=tuple(_rule_standing(rule, tally, now) for rule in rules.rules),
        waiting=_in_order(queue, rules, tally, now),
        queue=queue,
        engine=rules,
        tally=tally,
    )


def _rule_standing(rule: Rule, tally: Tally, now: datetime) -> RuleStanding:
    return RuleStanding(
        rule=rule,
        held=tally.by_answer[rule.about],
        missing=deficit(rule, tally, now),
        is_released=rule.is_released(now),
    )


def _in_order(
    queue: Waiting, rules: Rules, tally: Tally, now: datetime
) -> tuple[WaitingPerson, ...]:
    place_in_queue = {unit.key: number for number, unit in enumerate(queue.units)}
    found = []
    position, furthest = 1, -1
    for turn in order_of_promotion(rules, tally, queue.units, now):
        number = place_in_queue[turn.unit.key]
        found += [
            WaitingPerson(
                participant=queue.rows[person.key],
                turn=turn,
                position=position if turn.given else None,
                is_passed=number < furthest,
            )
            for person in turn.unit.people
        ]
        furthest = max(furthest, number)
        position += len(turn.unit)
    return tuple(found)
