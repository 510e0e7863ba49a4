"""Calls as people see them: open ones, all of a body, how one was drawn."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.text import capfirst

from fairplaces import FairPlacesError, allocation_of, verify
from loim.common.suppression import THRESHOLD
from loim.events.queries.places.chances import percent_of
from loim.networks.logic.bodies.applicant_states import HAVE_APPLIED
from loim.networks.logic.bodies.call_states import CallState
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models import Network
from loim.networks.models.bodies import CallDraw, MemberCall
from loim.networks.queries.bodies.drawing import NOT_SAID
from loim.networks.queries.bodies.rules import answers_of


def open_calls(now: datetime) -> QuerySet[MemberCall]:
    """Public ones that take applications or will, the nearest closing first, with
    `seat_count`."""
    return (
        MemberCall.objects.filter(state=CallState.PUBLISHED, closes_at__gt=now)
        .select_related("network__organisation", "residents_of")
        .annotate(seat_count=Count("call_seats"))
        .order_by("closes_at", "pk")
    )


def closed_calls(now: datetime) -> QuerySet[MemberCall]:
    """Those that everybody may look back at, the newest first."""
    rows = MemberCall.objects.filter(
        Q(state__in=[CallState.DECIDED, CallState.SETTLED])
        | Q(state=CallState.PUBLISHED, closes_at__lte=now)
    )
    return (
        rows.select_related("network__organisation")
        .annotate(seat_count=Count("call_seats"))
        .order_by("-closes_at", "-pk")
    )


def calls_of(network: Network) -> QuerySet[MemberCall]:
    """For those who keep it: drafts too, with `seat_count` and `applied_count`."""
    return network.calls.annotate(
        seat_count=Count("call_seats", distinct=True),
        applied_count=Count(
            "applicants", filter=Q(applicants__state__in=HAVE_APPLIED), distinct=True
        ),
    ).order_by("-opens_at", "-pk")


@dataclass(frozen=True)
class ChanceGroup:
    answers: str
    people: int
    chance: str


@dataclass(frozen=True)
class DrawView:
    """`groups` and the record are for everybody only where nobody stands nearly alone in it."""

    people: int
    chosen: int
    smallest: str
    largest: str
    digest: str
    is_sound: bool
    is_open: bool
    groups: list[ChanceGroup]
    replacements: list[Mapping[str, Any]]


def draw_view(draw: CallDraw, rules: list[Rule]) -> DrawView | None:
    """None before the draw. The record is checked against the commitment each time."""
    record = draw.record
    if not record:
        return None
    people = record["problem"]["people"]
    chances = _chances(record)
    counts = Counter(_answers_of(person) for person in people)
    is_open = min(counts.values()) >= THRESHOLD
    return DrawView(
        people=len(people),
        chosen=len(record["result"]["selected"]),
        smallest=percent_of(min(chances.values())),
        largest=percent_of(max(chances.values())),
        digest=str(record["hash"]),
        is_sound=is_sound(draw),
        is_open=is_open,
        groups=_groups(counts, chances, rules) if is_open else [],
        replacements=list(record["replacements"]),
    )


def is_sound(draw: CallDraw) -> bool:
    """Whether the record as it is kept replays to what it says, under the commitment."""
    try:
        verify(draw.record or {}, commitment=draw.commitment)
    except (FairPlacesError, KeyError):
        return False
    return True


Answers = tuple[tuple[str, str], ...]


def _answers_of(person: Mapping[str, Any]) -> Answers:
    return tuple(sorted(person["answers"].items()))


def _chances(record: Mapping[str, Any]) -> dict[Answers, Fraction]:
    """People alike to the rules have the same chance."""
    chances = allocation_of(record).chances
    return {_answers_of(person): chances[person["id"]] for person in record["problem"]["people"]}


def _groups(
    counts: Mapping[Answers, int], chances: Mapping[Answers, Fraction], rules: list[Rule]
) -> list[ChanceGroup]:
    names = {
        feature: dict(answers_of(feature, rules))
        for feature in {feature for kind in counts for feature, _value in kind}
    }
    rows = []
    for kind, people in counts.items():
        said = ", ".join(
            names[feature].get(value, value) for feature, value in kind if value != NOT_SAID
        )
        rows.append(ChanceGroup(capfirst(said) or NOT_SAID, people, percent_of(chances[kind])))
    return sorted(rows, key=lambda row: row.answers)
