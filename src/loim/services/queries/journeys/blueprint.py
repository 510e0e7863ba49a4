"""A journey as a service blueprint: step by step, who does what, where it fails."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from loim.content.queries.reading import ShownText, shown_texts
from loim.services.condition_words import described
from loim.services.logic.condition_form import read_groups
from loim.services.logic.journeys.deadlines import DeadlineRule
from loim.services.models import Journey, JourneyNote, JourneyStage, JourneyStep
from loim.services.queries.journeys.design import needs_of, ordered_steps, titles_of_steps
from loim.services.queries.journeys.services_shown import ShownService, shown_services


@dataclass
class Row:
    """`title` as written, drafts too; `shown` as readers get it."""

    step: JourneyStep
    number: int
    title: str
    shown: ShownText
    when: list[str]
    rule: DeadlineRule | None
    after: list[int]
    services: list[ShownService]
    notes: list[JourneyNote] = field(default_factory=list)
    resolved: int = 0

    @property
    def providers(self) -> list[str]:
        return sorted({service.provider for service in self.services})


@dataclass(frozen=True)
class Lane:
    stage: JourneyStage
    rows: list[Row]


@dataclass(frozen=True)
class Blueprint:
    lanes: list[Lane]
    notes: list[JourneyNote]  # about the whole journey
    resolved: list[JourneyNote]

    @property
    def rows(self) -> list[Row]:
        return [row for lane in self.lanes for row in lane.rows]

    @property
    def open_notes(self) -> int:
        return len(self.notes) + sum(len(row.notes) for row in self.rows)

    @property
    def providers(self) -> list[str]:
        return sorted({provider for row in self.rows for provider in row.providers})

    @property
    def handovers(self) -> int:
        """How often the next step is with other providers than the one before."""
        with_provider = [row.providers for row in self.rows if row.providers]
        pairs = itertools.pairwise(with_provider)
        return sum(before != after for before, after in pairs)


def blueprint(journey: Journey, language: str, now: datetime) -> Blueprint:
    """As it is being written now. A fixed number of queries."""
    steps = ordered_steps(journey)
    numbers = {step.pk: number for number, step in enumerate(steps, 1)}
    needs, titles = needs_of(journey), titles_of_steps(numbers)
    texts = shown_texts([step.text_id for step in steps], language)
    linked = _services(steps)
    services = shown_services({key for keys in linked.values() for key in keys}, language, now)
    rows = {
        step.pk: Row(
            step=step,
            number=numbers[step.pk],
            title=titles.get(step.pk, ""),
            shown=texts[step.text_id],
            when=[", ".join(group) for group in described(read_groups(step.conditions))],
            rule=step.deadline,
            after=sorted(numbers[need] for need in needs.get(step.pk, ())),
            services=[services[key] for key in linked.get(step.pk, ()) if key in services],
        )
        for step in steps
    }
    of_journey, resolved = [], []
    for note in _notes(journey):
        row = rows.get(note.step_id or 0)
        if note.resolved_at is not None:
            resolved.append(note)
            if row:
                row.resolved += 1
        elif row:
            row.notes.append(note)
        else:
            of_journey.append(note)
    stages = journey.stages.filter(is_removed=False).order_by("place", "pk")
    return Blueprint(
        [
            Lane(stage, [row for row in rows.values() if row.step.stage_id == stage.pk])
            for stage in stages
        ],
        of_journey,
        resolved,
    )


def _notes(journey: Journey) -> Iterable[JourneyNote]:
    return journey.notes.select_related("noted_by", "resolved_by", "step").order_by(
        "-severity", "noted_at", "pk"
    )


def _services(steps: list[JourneyStep]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    links = JourneyStep.services.through.objects.filter(journeystep__in=steps).order_by("pk")
    for step, service in links.values_list("journeystep", "service"):
        found.setdefault(step, []).append(service)
    return found
