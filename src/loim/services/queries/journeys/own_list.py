"""Somebody's own list of steps, with all that the page, the paper and the calendar say of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from loim.common.translated import Text as TextInALanguage
from loim.common.translated import text_of
from loim.content.queries.reading import ShownText, shown_texts
from loim.people.models import Municipality
from loim.services.condition_words import described
from loim.services.logic.conditions import Answers, Applies, Question
from loim.services.logic.journeys.checklist import (
    PlannedStep,
    checklist,
    groups_of,
    total_minutes,
)
from loim.services.logic.journeys.deadlines import Deadline
from loim.services.logic.journeys.plan import StagePlan, StepPlan
from loim.services.models import AppliedJourney, Journey, JourneyEdition, LocalWords
from loim.services.queries.journeys.services_shown import ShownService, shown_services


@dataclass(frozen=True)
class ShownStep:
    """`number` counts through the list; `after` are numbers of steps that come first. `when` are
    the conditions of a step that perhaps applies, in words: groups, any of which is enough."""

    key: int
    number: int
    shown: ShownText
    is_sure: bool
    when: tuple[str, ...] = ()
    after: tuple[int, ...] = ()
    deadline: Deadline | None = None
    rule: Any = None
    minutes: int = 0
    services: tuple[ShownService, ...] = ()
    local: LocalWords | None = None
    is_done: bool = False
    is_late: bool = False

    @property
    def last_day(self) -> date | None:
        return self.deadline.last_day if self.deadline else None

    @property
    def things(self) -> list[str]:
        """What to bring."""
        return [
            line.strip(" -–•*") for line in self.shown.get("bring").splitlines() if line.strip()
        ]


@dataclass(frozen=True)
class ShownStage:
    title: TextInALanguage
    steps: list[ShownStep]


@dataclass
class OwnList:
    journey: Journey
    edition: JourneyEdition
    shown: ShownText
    language: str
    applied: AppliedJourney | None = None
    stages: list[ShownStage] = field(default_factory=list)
    minutes: int = 0
    most_minutes: int = 0
    left_out: int = 0

    @property
    def steps(self) -> list[ShownStep]:
        return [step for stage in self.stages for step in stage.steps]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def has_dates(self) -> bool:
        return any(step.last_day for step in self.steps)


@dataclass(frozen=True)
class Said:
    """What a person answered, and what is ticked in the list that they keep."""

    answers: Answers = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    done: frozenset[int] = frozenset()


def own_list(
    edition: JourneyEdition, said: Said, *, language: str, now: datetime,
    applied: AppliedJourney | None = None,
) -> OwnList:  # fmt: skip
    """Of an edition with its journey loaded, in a fixed number of queries."""
    plan = edition.plan
    planned = checklist(plan, said.answers, said.days)
    journey = edition.journey
    texts = shown_texts([journey.text_id, *(one.step.text for one in planned)], language)
    services = shown_services({key for one in planned for key in one.step.services}, language, now)
    local = _local_words(applied)
    numbers = {one.step.key: number for number, one in enumerate(planned, 1)}
    places = _place_names(planned)
    today = localdate(now)

    def shown(one: PlannedStep) -> ShownStep:
        key = one.step.key
        last = one.deadline.last_day if one.deadline else None
        is_done = key in said.done
        return ShownStep(
            key=key,
            number=numbers[key],
            shown=texts[one.step.text],
            is_sure=one.fit is Applies.YES,
            when=() if one.fit is Applies.YES else in_words(one.step, places),
            after=tuple(sorted(numbers[need] for need in one.needs)),
            deadline=one.deadline,
            rule=one.step.deadline,
            minutes=one.step.minutes,
            services=tuple(services[each] for each in one.step.services if each in services),
            local=local.get(key),
            is_done=is_done,
            is_late=last is not None and last < today and not is_done,
        )

    stages = [
        ShownStage(
            _title(stage, language), [shown(one) for one in planned if one.step.stage == stage.key]
        )
        for stage in plan.stages
    ]
    sure, most = total_minutes(planned)
    return OwnList(
        journey, edition, texts[journey.text_id], language, applied,
        [stage for stage in stages if stage.steps], sure, most, len(plan.steps) - len(planned),
    )  # fmt: skip


def whole_list(edition: JourneyEdition, *, language: str, now: datetime) -> OwnList:
    """All steps, whomever they are for: as if nothing had been answered."""
    return own_list(edition, Said(), language=language, now=now)


def in_words(step: StepPlan, places: dict[str, str]) -> tuple[str, ...]:
    return tuple(", ".join(group) for group in described(groups_of(step), places))


def _title(stage: StagePlan, language: str) -> TextInALanguage:
    found = stage.titles.get(language)
    return text_of(found, language) if found else text_of(stage.titles["et"], "et")


def _local_words(applied: AppliedJourney | None) -> dict[int, LocalWords]:
    if applied is None:
        return {}
    return {words.step_id: words for words in LocalWords.objects.filter(applied=applied)}


def _place_names(planned: Iterable[PlannedStep]) -> dict[str, str]:
    asked = {
        condition.question
        for one in planned
        for group in groups_of(one.step)
        for condition in group
    }
    if not asked & {Question.MUNICIPALITY, Question.COUNTY}:
        return {}
    rows = Municipality.objects.values_list("ehak", "name", "county__ehak", "county__name")
    found: dict[str, str] = {}
    for ehak, name, county, county_name in rows:
        found |= {ehak: name, county: county_name}
    return found
