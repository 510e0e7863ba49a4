"""Who was at a network's meetings together, in one period: set-based, whatever its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from loim.networks.logic.map.ties import Tie
from loim.networks.models import Meeting, Network
from loim.people.models import Organisation

# A member organisation, by its own people or whoever is a member for it (check-in and minutes), or
# a person who belongs by themselves (a negative key).
_THERE = """
    SELECT m.event_id, a.organisation_id AS node
      FROM networks_meeting m
      JOIN events_event e ON e.id = m.event_id
      JOIN events_attendance a ON a.event_id = e.id
     WHERE m.network_id = %(network)s AND e.status = 'held'
       AND e.start_date BETWEEN %(start)s AND %(end)s
    UNION
    SELECT m.event_id, COALESCE(b.organisation_id, -b.id)
      FROM networks_meeting m
      JOIN events_event e ON e.id = m.event_id
      JOIN networks_presence p ON p.meeting_id = m.id AND p.state = 'present'
      JOIN networks_member b ON b.id = p.member_id
     WHERE m.network_id = %(network)s AND e.status = 'held'
       AND e.start_date BETWEEN %(start)s AND %(end)s
"""
_PAIRS = f"""
    WITH there AS MATERIALIZED (
        SELECT event_id, node FROM ({_THERE}) AS everybody WHERE node = ANY(%(nodes)s)
    )
    SELECT one.node, other.node, count(*)
      FROM there one JOIN there other ON other.event_id = one.event_id AND other.node > one.node
     GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""  # noqa: S608  # nothing of a reader's is in it
_COUNTS = f"SELECT node, count(*) FROM ({_THERE}) AS everybody GROUP BY 1"  # noqa: S608


@dataclass(frozen=True)
class Node:
    key: int
    name: str
    meetings: int = 0


@dataclass(frozen=True)
class WhoMeetsWhom:
    """`ties` between places in `nodes`, the heaviest first; `unnamed`: people who belong by
    themselves and did not agree to be listed."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    meetings: int
    unnamed: int


def who_meets_whom(network: Network, start: date, end: date, *, is_inside: bool) -> WhoMeetsWhom:
    """Of members in force on some day of the period. People by themselves only for those inside,
    where they agreed to be listed. Five queries."""
    lasted = Q(end_date=None) | Q(end_date__gte=start)
    members = network.members.filter(lasted, start_date__lte=end)
    organisations = Organisation.objects.filter(
        pk__in=members.exclude(organisation=None).values("organisation")
    )
    people = members.filter(organisation=None)
    named = people.exclude(listed_consent_at=None) if is_inside else people.none()
    names = dict(organisations.values_list("pk", "name"))
    names |= {-member.pk: str(member) for member in named.select_related("user")}
    unnamed = people.count() - sum(1 for key in names if key < 0)
    values: dict[str, Any] = {
        "network": network.pk, "start": start, "end": end, "nodes": list(names),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, values)
        counts: dict[int, int] = dict(cursor.fetchall())
        cursor.execute(_PAIRS, values)
        pairs = cursor.fetchall()
    keys = sorted(names, key=lambda key: (names[key].casefold(), key))
    at = {key: place for place, key in enumerate(keys)}
    return WhoMeetsWhom(
        nodes=tuple(Node(key, names[key], counts.get(key, 0)) for key in keys),
        ties=tuple(_tie(at[one], at[other], weight) for one, other, weight in pairs),
        meetings=_meetings(network, start, end),
        unnamed=unnamed,
    )


def _tie(one: int, other: int, weight: int) -> Tie:
    return Tie(min(one, other), max(one, other), weight)


def _meetings(network: Network, start: date, end: date) -> int:
    held = Meeting.objects.filter(network=network, event__status="held")
    return held.filter(event__start_date__range=(start, end)).count()


def met_by(found: WhoMeetsWhom) -> list[int]:
    """How many others each has met."""
    number = [0] * len(found.nodes)
    for tie in found.ties:
        number[tie.one] += 1
        number[tie.other] += 1
    return number


def names_at(found: WhoMeetsWhom, places: Sequence[int]) -> list[str]:
    return [found.nodes[place].name for place in places]
