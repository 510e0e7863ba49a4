"""Which events a calendar shows."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Self

from django.db.models import F, Q, QuerySet
from django.utils.http import urlencode

from loim.common.translated import LANGUAGE_CODES
from loim.events.models import Audience, Event, EventKind, EventStatus
from loim.events.permissions import events_open_to_all, events_seen_by
from loim.people.permissions import Person

LONGEST_CODE = 60
LONGEST_KEY = 18  # digits; more are no key of the database
NEEDLESS = ("purpose", "description", "target_group", "accessibility", "summary", "cancel_reason")


@dataclass(frozen=True)
class CalendarFilter:
    """Empty means all. Counties and municipalities by EHAK code, `language` is one spoken
    there, a programme by its address, a series by its key."""

    kind: str = ""
    county: str = ""
    municipality: str = ""
    language: str = ""
    audience: str = ""
    programme: str = ""
    series: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """What an address says; what means nothing fits no event rather than all."""
        return cls(
            **{name: query.get(name, "").strip()[:LONGEST_CODE] for name in cls.__annotations__}
        )

    @property
    def said(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode(self.said)

    def conditions(self) -> Q:
        """An event without a place of its own is where its organiser is."""
        found = Q()
        for name, value in self.said.items():
            found &= _CONDITIONS[name](value) if _can_be(name, value) else Q(pk__in=[])
        return found


_CLOSED = {
    "kind": frozenset(EventKind.values),
    "language": frozenset(LANGUAGE_CODES),
    "audience": frozenset(Audience.values),
}


def _can_be(name: str, value: str) -> bool:
    if name in _CLOSED:
        return value in _CLOSED[name]
    if name == "series":
        return value.isascii() and value.isdecimal() and len(value) <= LONGEST_KEY
    return value.isprintable()


def _placed(relation: str, value: str) -> Q:
    return Q(**{f"place_municipality{relation}": value}) | Q(
        place_municipality=None, **{f"organiser__municipality{relation}": value}
    )


_CONDITIONS: dict[str, Callable[[str], Q]] = {
    "kind": lambda value: Q(kind=value),
    "county": lambda value: _placed("__county", value),
    # One that was joined to another is found there.
    "municipality": lambda value: _placed("", value) | _placed("__successor", value),
    "language": lambda value: Q(languages__contains=[value]),
    "audience": lambda value: Q(audiences__contains=[value]),
    "programme": lambda value: Q(activity__programme__slug=value),
    "series": lambda value: Q(series=int(value)),
}


# All that a month says of an event.
BRIEF = ("title", "translations", "language", "status", "start_date", "end_date", "start_time")


def calendar_events(
    person: Person, wanted: CalendarFilter, first: date, last: date | None = None
) -> QuerySet[Event]:
    """What everybody may read, and the drafts that this person may see, on these days; without
    the long texts. In order of time, what takes whole days first."""
    open_to = events_open_to_all()
    if person.is_authenticated:
        drafts = events_seen_by(person).filter(status=EventStatus.DRAFT)
        open_to = Event.objects.filter(
            Q(pk__in=open_to.values("pk")) | Q(pk__in=drafts.values("pk"))
        )
    found = open_to.filter(wanted.conditions(), end_date__gte=first)
    if last is not None:
        found = found.filter(start_date__lte=last)
    return (
        found.select_related("organiser", "place_municipality")
        .defer(*NEEDLESS)
        .order_by("start_date", F("start_time").asc(nulls_first=True), "pk")
    )
