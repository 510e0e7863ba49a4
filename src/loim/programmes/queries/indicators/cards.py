"""Indicators in brief, for the pages of a plan and of an activity."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from loim.programmes.models import PlanVersion
from loim.programmes.queries.indicators.figures import Figures, figures_of
from loim.programmes.queries.indicators.promises import Place, promises_of
from loim.programmes.queries.indicators.standing_words import PLAN_STANDINGS


@dataclass(frozen=True)
class Card:
    """What `programmes/indicator_card.html` shows of an indicator."""

    figures: Figures

    @property
    def indicator_id(self) -> int:
        return self.figures.promise.worded.indicator_id

    @property
    def name(self) -> str:
        return self.figures.promise.worded.name

    @property
    def unit(self) -> str:
        return self.figures.promise.worded.unit

    @property
    def places(self) -> list[Place]:
        return self.figures.promise.places

    @property
    def codes(self) -> list[str]:
        return [place.code for place in self.places]

    @property
    def is_shared(self) -> bool:
        return len(self.places) > 1

    @property
    def target(self) -> Decimal | None:
        return self.figures.promise.worded.target

    @property
    def value(self) -> Decimal | None:
        """In the plan's period; of a state, at its end or today."""
        return self.figures.in_plan

    @property
    def final_target(self) -> Decimal | None:
        return self.figures.promise.worded.final_target

    @property
    def final_year(self) -> int | None:
        return self.figures.promise.worded.final_year

    @property
    def standing(self) -> str:
        """Against the plan's target; the indicator's own page tells of the final one."""
        return str(PLAN_STANDINGS[self.figures.plan_standing][1])

    @property
    def standing_color(self) -> str:
        return PLAN_STANDINGS[self.figures.plan_standing][0]

    @property
    def percent(self) -> int:
        """How much of the plan's target is reached, for a bar from 0 to 100."""
        if self.value is None or not self.target:
            return 0
        return max(0, min(100, round(100 * self.value / self.target)))

    @property
    def is_reached(self) -> bool:
        return self.value is not None and self.target is not None and self.value >= self.target

    def stands_under(self, activity: int) -> bool:
        return any(place.activity == activity for place in self.places)


def cards(version: PlanVersion, today: date | None = None) -> list[Card]:
    """The version's indicators with their numbers, in its order. Seven queries, however many."""
    today = today or timezone.localdate()
    promises = promises_of(version)
    if not promises:
        return []
    programme = promises[0].worded.version.plan.programme
    return [Card(found) for found in figures_of(programme, promises, today)]
