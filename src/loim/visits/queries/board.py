"""A visit's whole plan at once: legs, people, who goes where, and what does not fit.

Everybody's itinerary is worked out of what is planned whenever somebody looks, so it is right
after every change. A fixed number of queries, however many legs and people there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
from loim.visits.models import (
    Goes,
    Going,
    Group,
    GroupMember,
    Leg,
    LegKind,
    TravelTime,
    Visit,
)

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
    """`visit` with its event loaded. Six queries, and one for the legs' groups."""
    [board] = load_boards([visit])
    return board


def load_boards(visits: Sequence[Visit]) -> list[Board]:
    """As many queries for several visits as for one."""
    if not visits:
        return []
    legs: dict[int, list[Leg]] = defaultdict(list)
    mine = {visit.pk: visit for visit in visits}
    for leg in (
        Leg.objects.filter(visit__in=mine)
        .select_related("host__organisation")
        .prefetch_related("groups")
        .order_by("start_at", "pk")
    ):
        leg.visit = mine[leg.visit_id]
        legs[leg.visit_id].append(leg)
    named: dict[int, set[int]] = defaultdict(set)
    goings = Going.objects.filter(leg__visit__in=mine)
    for leg_id, participant_id in goings.values_list("leg_id", "participant_id"):
        named[leg_id].add(participant_id)
    group_of: dict[int, dict[int, int]] = defaultdict(dict)
    members = GroupMember.objects.filter(visit__in=mine)
    for visit_id, person, group in members.values_list("visit", "participant", "group"):
        group_of[visit_id][person] = group
    known: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    times = TravelTime.objects.filter(visit__in=mine)
    for visit_id, one, other, minutes in times.values_list("visit", "one", "other", "minutes"):
        known[visit_id][one, other] = minutes
    groups: dict[int, list[Group]] = defaultdict(list)
    for row in Group.objects.filter(visit__in=mine).order_by("name", "pk"):
        groups[row.visit_id].append(row)
    people = _people_by_event([visit.event_id for visit in visits])
    return [
        Board(
            visit=visit,
            legs=legs[visit.pk],
            groups=groups[visit.pk],
            people=people[visit.event_id],
            group_of=group_of[visit.pk],
            named={leg.pk: frozenset(named[leg.pk]) for leg in legs[visit.pk] if leg.pk in named},
            minutes=partial(minutes_between, known=known[visit.pk]),
        )
        for visit in visits
    ]


def people_of(visit: Visit) -> dict[int, Participant]:
    """Who has a place, by name; those whom their names were erased of are no more anybody."""
    return _people_by_event([visit.event_id])[visit.event_id]


def _people_by_event(events: list[int]) -> dict[int, dict[int, Participant]]:
    rows = (
        Participant.objects.filter(event__in=events, state__in=WITH_A_PLACE, erased_at=None)
        .select_related("organisation", "registration")
        .order_by("name", "pk")
    )
    found: dict[int, dict[int, Participant]] = {event: {} for event in events}
    for person in rows:
        found[person.event_id][person.pk] = person
    return found


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
