"""What an edition of a journey says: its stages and steps in order, whatever their words.

Published editions are kept as JSON: `as_json` and `from_json` lose nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from loim.services.logic.journeys.deadlines import DeadlineRule, Side, Unit

Conditions = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class StagePlan:
    """`titles` by language."""

    key: int
    titles: Mapping[str, str]


@dataclass(frozen=True)
class StepPlan:
    """`words` is the version of the source text at the time. `conditions` are groups as
    `logic.conditions` reads them; none: for everybody. `minutes` of the person's own time."""

    key: int
    stage: int
    text: int
    words: int
    needs: tuple[int, ...] = ()
    conditions: tuple[Any, ...] = ()
    deadline: DeadlineRule | None = None
    minutes: int = 0
    services: tuple[int, ...] = ()


@dataclass(frozen=True)
class JourneyPlan:
    stages: tuple[StagePlan, ...] = ()
    steps: tuple[StepPlan, ...] = ()

    def step(self, key: int) -> StepPlan | None:
        return next((step for step in self.steps if step.key == key), None)

    @property
    def events(self) -> tuple[str, ...]:
        """From which deadlines are counted, in the order of the steps."""
        return tuple(dict.fromkeys(step.deadline.event for step in self.steps if step.deadline))


def as_json(plan: JourneyPlan) -> dict[str, Any]:
    def step(one: StepPlan) -> dict[str, Any]:
        said: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(one).items()
        }
        if one.deadline:
            said["deadline"] |= {"side": one.deadline.side.value, "unit": one.deadline.unit.value}
        return said

    return {
        "stages": [{"key": one.key, "titles": dict(one.titles)} for one in plan.stages],
        "steps": [step(one) for one in plan.steps],
    }


def from_json(said: Mapping[str, Any]) -> JourneyPlan:
    return JourneyPlan(
        tuple(StagePlan(one["key"], one["titles"]) for one in said["stages"]),
        tuple(_step(one) for one in said["steps"]),
    )


def _step(said: Mapping[str, Any]) -> StepPlan:
    rule = said["deadline"]
    return StepPlan(
        key=said["key"], stage=said["stage"], text=said["text"], words=said["words"],
        needs=tuple(said["needs"]), conditions=tuple(said["conditions"]),
        deadline=DeadlineRule(rule["event"], Side(rule["side"]), rule["amount"], Unit(rule["unit"]))
        if rule else None,
        minutes=said["minutes"], services=tuple(said["services"]),
    )  # fmt: skip
