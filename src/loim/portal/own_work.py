"""The work of some organisations, counted by what the programme's measures tell apart."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from loim.events.models import Attendance, Event, EventStatus
from loim.networks.models import Network
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import PostHolding


@dataclass(frozen=True)
class Work:
    """So many of one kind, done under one coded activity (None where it stands under none)."""

    sources: frozenset[str]
    rules: frozenset[CountingRule]
    programme: int
    root: int | None
    kind: str
    scope: str
    amount: int
    municipality: str | None = None


LASTING = frozenset({CountingRule.RECORDS, CountingRule.MUNICIPALITIES})


_HELD: dict[str, Any] = {"status": EventStatus.HELD, "activity__isnull": False}
_UNDER = ("activity__programme", "activity__root", "kind", "scope")


def events_work(own: list[int], year: int) -> list[Work]:
    held = Event.objects.filter(organiser__in=own, start_date__year=year, **_HELD)
    rows = held.values_list(*_UNDER).annotate(n=Count("pk")).order_by()
    return [Work(frozenset({"events"}), frozenset({CountingRule.RECORDS}), *row) for row in rows]


def participations_work(own: list[int], year: int) -> list[Work]:
    spans = "organisation__municipality__spans"
    rows = (
        Attendance.objects.filter(
            Q(event__organiser__in=own) | Q(organisation__in=own),
            event__in=Event.objects.filter(start_date__year=year, **_HELD),
            organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
            **{
                f"{spans}__first_day__lte": F("event__start_date"),
                f"{spans}__last_day__gte": F("event__start_date"),
            },
        )
        .values_list("event", *(f"event__{column}" for column in _UNDER))
        .annotate(n=Count(f"{spans}__current", distinct=True))
        .order_by()
    )
    rules = frozenset({CountingRule.PARTICIPATIONS})
    return [Work(frozenset({"attendance"}), rules, *row[1:]) for row in rows]


def networks_work(own: list[int], day: date) -> list[Work]:
    rows = (
        Network.objects.filter(_lasting("", day), organisation__in=own)
        .values_list("activity__programme", "activity__root", "kind", "organisation__municipality")
        .annotate(n=Count("pk"))
        .order_by()
    )
    sources = frozenset({"networks", "partner_networks"})
    return [
        Work(sources, LASTING, programme, root, kind, "", n, place)
        for programme, root, kind, place, n in rows
    ]


def posts_work(own: list[int], day: date) -> list[Work]:
    """Full-time posts that somebody holds while the agreement is in force."""
    rows = (
        PostHolding.objects.filter(
            _lasting("", day),
            _lasting("post__", day),
            _lasting("post__agreement__", day),
            post__organisation__in=own,
            post__share=1,
        )
        .values_list("post__agreement__programme", "post__organisation__municipality")
        .annotate(n=Count("post", distinct=True))
        .order_by()
    )
    return [
        Work(frozenset({"posts"}), LASTING, programme, None, "", "", n, place)
        for programme, place, n in rows
    ]


def _lasting(prefix: str, day: date) -> Q:
    return Q(**{f"{prefix}start_date__lte": day}) & (
        Q(**{f"{prefix}end_date": None}) | Q(**{f"{prefix}end_date__gte": day})
    )
