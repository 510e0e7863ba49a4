"""Whom a message goes to: participants by state, party, answer or session, each address once."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.db.models.functions import Lower

from loim.events.models import Event, Participant


@dataclass(frozen=True)
class RecipientFilter:
    """Empty means all. `options`: whoever chose one of these answers; `sessions`: was in one;
    `participants`: these alone."""

    states: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    options: tuple[int, ...] = ()
    sessions: tuple[int, ...] = ()
    participants: tuple[int, ...] = ()

    def as_json(self) -> dict[str, list[Any]]:
        return {name: list(values) for name, values in asdict(self).items() if values}

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "RecipientFilter":
        return cls(**{name: tuple(values) for name, values in said.items()})


def chosen_participants(event: Event, wanted: RecipientFilter) -> QuerySet[Participant]:
    found = Participant.objects.filter(event=event, erased_at=None)
    if wanted.participants:
        found = found.filter(pk__in=wanted.participants)
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.parties:
        found = found.filter(party__in=wanted.parties)
    if wanted.options:
        found = found.filter(pk__in=_with(event, "answers__option__in", wanted.options))
    if wanted.sessions:
        found = found.filter(pk__in=_with(event, "check_ins__session__in", wanted.sessions))
    return found


def _with(event: Event, path: str, keys: tuple[int, ...]) -> QuerySet[Participant, int]:
    return Participant.objects.filter(event=event, **{path: keys}).values_list("pk", flat=True)


def recipients(event: Event, wanted: RecipientFilter) -> QuerySet[Any]:
    """Those who can be written to, with their `address` in small letters: their own, or that of
    whoever registered them. An address that was never confirmed gets no letters.
    """
    return reachable(chosen_participants(event, wanted))


def reachable(people: QuerySet[Participant]) -> QuerySet[Any]:
    is_confirmed = Q(registration__confirmed_at__isnull=False) | Q(registration__confirm_by=None)
    return people.filter(is_confirmed).annotate(address=ADDRESS).exclude(address="")


ADDRESS = Lower(Case(When(email="", then=F("registration__email")), default=F("email")))


@dataclass(frozen=True)
class Reach:
    """How many letters go out in which language, and how many people get none."""

    by_language: Mapping[str, int]
    people: int
    unreachable: int

    @property
    def letters(self) -> int:
        return sum(self.by_language.values())


def reach_of(event: Event, wanted: RecipientFilter) -> Reach:
    """Three queries. Whoever shares an address is written to once, in the first one's language."""
    everybody = chosen_participants(event, wanted).count()
    found = recipients(event, wanted)
    first = found.order_by().values("address").annotate(first=Min("pk")).values("first")
    languages = (
        Participant.objects.filter(pk__in=first)
        .values_list("language")
        .annotate(n=Count("pk"))
        .order_by("language")
    )
    people = found.count()
    return Reach(dict(languages), people, everybody - people)


def examples(event: Event, wanted: RecipientFilter) -> list[Participant]:
    """The first recipient of each language, for a preview."""
    return list(
        recipients(event, wanted)
        .select_related("registration")
        .order_by("language", "pk")
        .distinct("language")
    )
