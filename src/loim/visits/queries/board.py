"""A visit's whole plan at once: legs, people, who goes where, and what does not fit.

Everybody's itinerary is worked out of what is planned whenever somebody looks, so it is right
after every change. A fixed number of queries, however many legs and people there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial

from django.utils.timezone import localtime

from loim.events.models import Participant
from loim.events.permissions import WITH_A_PLACE
from loim.visits.logic.feasibility import Found, MinutesBetween, Planned, problems
from loim.visits.logic.itinerary import Itineraries, Stop, itineraries
from loim.visits.logic.suggestions import Suggestion, suggestions
from loim.visits.logic.towns import minutes_between
from loim.visits.models import Goes, Going, Group, GroupMember, Leg, LegKind, Visit

MOST_DAYS = 60


@dataclass(frozen=True)
class BoardDay:
    day: date
    legs: list[Leg]


@dataclass(frozen=True)
class Board:
    visit: Visit
    legs: list[Leg]  # in order
    groups: list[Group]
    people: Mapping[int, Participant]  # those who have a place, by key
    group_of: Mapping[int, int]
    named: Mapping[int, frozenset[int]]  # by leg
    minutes: MinutesBetween

    @cached_property
    def by_key(self) -> dict[int, Leg]:
        return {leg.pk: leg for leg in self.legs}

    @cached_property
    def stops(self) -> list[Stop]:
        return [self._stop(leg) for leg in self.legs if not leg.is_off]

    @cached_property
    def ways(self) -> Itineraries:
        """Of what takes place."""
        return itineraries(self.stops, self.people, self.group_of)

    @cached_property
    def planned(self) -> dict[int, Planned]:
        return {leg.pk: planned(leg) for leg in self.legs}

    @cached_property
    def problems(self) -> list[Found]:
        return problems(
            [self.planned[leg.pk] for leg in self.legs if not leg.is_off],
            self.ways,
            days=days_of(self.visit),
            minutes_between=self.minutes,
        )

    @property
    def days(self) -> list[BoardDay]:
        """Every day of the visit, and others on which something is planned."""
        on: dict[date, list[Leg]] = {day: [] for day in days_of(self.visit)}
        for leg in self.legs:
            on.setdefault(localtime(leg.start_at).date(), []).append(leg)
        return [BoardDay(day, on[day]) for day in sorted(on)]

    def going_to(self, leg: Leg) -> list[Participant]:
        """By name. Of a leg that the host cancelled: those who would have gone."""
        keys = self._would_go(leg) if leg.is_off else self.ways.people.get(leg.pk, frozenset())
        return sorted((self.people[key] for key in keys), key=lambda one: (one.name, one.pk))

    def legs_of(self, person: int) -> list[Leg]:
        """Their own itinerary, with the free time that a host's cancelling leaves them."""
        own = [self.by_key[key] for key in self.ways.legs.get(person, ())]
        off = [
            leg
            for leg in self.legs
            if leg.is_off
            and person in self._would_go(leg)
            and not any(
                leg.start_at < other.end_at and other.start_at < leg.end_at for other in own
            )
        ]
        return sorted([*own, *off], key=lambda leg: (leg.start_at, leg.pk))

    def instead_of(self, leg: Leg) -> list[tuple[Suggestion, Leg]]:
        """What those could do whose meeting fell away."""
        found = suggestions(
            self.planned[leg.pk],
            [self.planned[one.pk] for one in self.legs if not one.is_off],
            self.ways.people,
            affected=len(self._would_go(leg)),
            minutes_between=self.minutes,
        )
        return [(one, self.by_key[one.key]) for one in found]

    def _stop(self, leg: Leg) -> Stop:
        # Groups are prefetched; those of a leg for everybody do not count.
        groups = [group.pk for group in leg.groups.all()] if leg.goes == Goes.GROUPS else []
        return Stop(
            leg.pk,
            leg.start_at,
            leg.end_at,
            is_for_everybody=leg.goes == Goes.EVERYBODY,
            groups=frozenset(groups),
            named=self.named.get(leg.pk, frozenset()),
        )

    def _would_go(self, leg: Leg) -> frozenset[int]:
        """As if nothing else were planned at that time."""
        return itineraries([self._stop(leg)], self.people, self.group_of).people[leg.pk]


def load_board(visit: Visit) -> Board:
    """`visit` with its event loaded. Six queries."""
    legs = list(
        visit.legs.select_related("host__organisation")
        .prefetch_related("groups")
        .order_by("start_at", "pk")
    )
    for leg in legs:
        leg.visit = visit
    named: dict[int, set[int]] = {}
    rows = Going.objects.filter(leg__visit=visit).values_list("leg_id", "participant_id")
    for leg_id, participant_id in rows:
        named.setdefault(leg_id, set()).add(participant_id)
    members = GroupMember.objects.filter(visit=visit).values_list("participant_id", "group_id")
    known = visit.travel_times.values_list("one", "other", "minutes")
    return Board(
        visit=visit,
        legs=legs,
        groups=list(visit.groups.order_by("name", "pk")),
        people=people_of(visit),
        group_of=dict(members),
        named={leg: frozenset(people) for leg, people in named.items()},
        minutes=partial(
            minutes_between, known={(one, other): minutes for one, other, minutes in known}
        ),
    )


def people_of(visit: Visit) -> dict[int, Participant]:
    """Who has a place, by name; those whom their names were erased of are no more anybody."""
    rows = (
        Participant.objects.filter(event=visit.event_id, state__in=WITH_A_PLACE, erased_at=None)
        .select_related("organisation", "registration")
        .order_by("name", "pk")
    )
    return {person.pk: person for person in rows}


def days_of(visit: Visit) -> list[date]:
    first, last = visit.event.start_date, visit.event.end_date
    return [
        first + timedelta(days=number)
        for number in range(min((last - first).days, MOST_DAYS - 1) + 1)
    ]


def planned(leg: Leg) -> Planned:
    is_placed = leg.kind != LegKind.FREE
    return Planned(
        leg.pk,
        str(leg.kind),
        localtime(leg.start_at),
        localtime(leg.end_at),
        begins_in=leg.begins_in if is_placed else "",
        ends_in=leg.ends_in if is_placed else "",
        places=leg.places,
    )
