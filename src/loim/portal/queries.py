"""Reads that several pages of the portal share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from loim.programmes.models import (
    IndicatorValue,
    Plan,
    PlanIndicator,
    PlanVersion,
    Programme,
)
from loim.programmes.models.plan import PlanStatus


@dataclass(frozen=True)
class Figure:
    """What an approved plan promises of an indicator, and the number kept ready for its period."""

    indicator_id: int
    name: str
    unit: str
    target: Decimal | None
    value: Decimal | None

    @property
    def percent(self) -> int | None:
        """How far, for a bar: 0 to 100; None where there is no number or no target to reach."""
        if self.value is None or not self.target:
            return None
        return max(0, min(100, round(100 * self.value / self.target)))

    @property
    def is_reached(self) -> bool:
        return self.value is not None and self.target is not None and self.value >= self.target


@dataclass(frozen=True)
class AtAGlance:
    programme: Programme
    plan: Plan | None
    figures: list[Figure] = field(default_factory=list)


def at_a_glance(programmes: Iterable[Programme], today: date) -> list[AtAGlance]:
    """Each programme with the targets of its newest approved plan and their numbers: 3 queries."""
    programmes = list(programmes)
    versions = {
        version.plan.programme_id: version
        for version in PlanVersion.objects.filter(
            plan__programme__in=programmes,
            plan__start_date__lte=today,
            status=PlanStatus.APPROVED,
        )
        .select_related("plan")
        .order_by("plan__programme_id", "-plan__start_date", "-number")
        .distinct("plan__programme_id")
    }
    figures = _figures(versions.values())
    return [
        AtAGlance(programme, version.plan, figures.get(version.pk, []))
        if (version := versions.get(programme.pk))
        else AtAGlance(programme, None)
        for programme in programmes
    ]


def _figures(versions: Iterable[PlanVersion]) -> dict[int, list[Figure]]:
    plans = {version.pk: version.plan for version in versions}
    promised = list(
        PlanIndicator.objects.filter(version__in=plans).order_by("version_id", "position", "pk")
    )
    values = {
        (value.indicator_id, value.start_date, value.end_date): value.value
        for value in IndicatorValue.objects.filter(
            indicator__in={one.indicator_id for one in promised},
            start_date__in={plan.start_date for plan in plans.values()},
        )
    }
    found: dict[int, list[Figure]] = {}
    for one in promised:
        plan = plans[one.version_id]
        value = values.get((one.indicator_id, plan.start_date, plan.end_date))
        figure = Figure(one.indicator_id, one.name, one.unit, one.target, value)
        found.setdefault(one.version_id, []).append(figure)
    return found
