"""What designers should look at: services of a journey that changed, texts that went stale.

Nothing is marked when a service changes: a change counts until somebody says that the step is
still right, so none can be missed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from loim.content.models import State, TextState
from loim.content.queries.reading import ShownText, shown_texts
from loim.services.models import ChangeKind, ChangeSeen, Journey, JourneyStep, Service
from loim.services.queries.journeys.design import titles_of_steps


@dataclass(frozen=True)
class Change:
    key: int
    kind: str
    changed_at: datetime
    service: int
    shown: ShownText

    @property
    def is_closing(self) -> bool:
        return self.kind == ChangeKind.CLOSED

    @property
    def said(self) -> str:
        return str(ChangeKind(self.kind).label)


@dataclass
class StepFlag:
    step: int
    title: str
    journey: int
    changes: list[Change] = field(default_factory=list)

    @property
    def last_change(self) -> int:
        return max(change.key for change in self.changes)


@dataclass(frozen=True)
class StaleText:
    """`service` where the text is a service's and not the journey's own."""

    journey: int
    text: int
    language: str
    title: str
    service: int | None = None


@dataclass
class Flags:
    steps: list[StepFlag] = field(default_factory=list)
    texts: list[StaleText] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.steps) + len(self.texts)


def flags_of(journeys: Iterable[Journey]) -> dict[int, Flags]:
    """By journey, in a fixed number of queries, however many there are."""
    keys = [journey.pk for journey in journeys]
    found = {key: Flags() for key in keys}
    for flag in _step_flags(keys):
        found[flag.journey].steps.append(flag)
    for text in (*_own_texts(keys), *_service_texts(keys)):
        found[text.journey].texts.append(text)
    return found


def _step_flags(journeys: list[int]) -> list[StepFlag]:
    # A mirror's words and rules are the national service's: its changes are changes of both.
    rows = sorted(
        {row for path in ("service", "service__national") for row in _changes(journeys, path)}
    )
    texts = dict(Service.objects.filter(pk__in={row[4] for row in rows}).values_list("pk", "text"))
    shown = shown_texts(texts.values())
    titles = titles_of_steps({row[1] for row in rows})
    flags: dict[int, StepFlag] = {}
    for journey, step, key, kind, service, changed_at in rows:
        flag = flags.setdefault(step, StepFlag(step, titles.get(step, ""), journey))
        flag.changes.append(Change(key, kind, changed_at, service, shown[texts[service]]))
    return list(flags.values())


def _changes(journeys: list[int], path: str) -> Any:
    change = f"{path}__changes"
    links = JourneyStep.services.through.objects.filter(
        Q(**{f"{change}__changed_at__gt": F("journeystep__created_at")}),
        journeystep__journey__in=journeys,
        journeystep__is_removed=False,
    ).annotate(change=F(change))
    seen = ChangeSeen.objects.filter(step=OuterRef("journeystep"), change=OuterRef("change"))
    return links.filter(~Exists(seen)).values_list(
        "journeystep__journey", "journeystep", "change", f"{change}__kind", f"{change}__service",
        f"{change}__changed_at",
    )  # fmt: skip


def _own_texts(journeys: list[int]) -> list[StaleText]:
    rows = TextState.objects.filter(
        Q(text__journey__in=journeys)
        | Q(text__journey_step__journey__in=journeys, text__journey_step__is_removed=False),
        state=State.STALE,
    ).order_by("text", "language")
    return [
        StaleText(of_step or of_journey, text, language, title)
        for of_journey, of_step, text, language, title in rows.values_list(
            "text__journey", "text__journey_step__journey", "text", "language", "title"
        )
    ]


def _service_texts(journeys: list[int]) -> list[StaleText]:
    links = JourneyStep.services.through.objects.filter(
        journeystep__journey__in=journeys, journeystep__is_removed=False
    )
    rows = set()
    for path in ("service", "service__national"):
        rows |= set(
            links.filter(**{f"{path}__text__states__state": State.STALE}).values_list(
                "journeystep__journey", f"{path}__text", f"{path}__text__states__language",
                f"{path}__text__states__title", path,
            )
        )  # fmt: skip
    return [StaleText(*row) for row in sorted(rows)]
