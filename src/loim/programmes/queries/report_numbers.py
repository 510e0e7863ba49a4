"""The numbers of a report: today's while it is open, as submitted afterwards."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from loim.programmes.logic.periods import Period
from loim.programmes.logic.report_deviations import PlanSpan, Standing, standing
from loim.programmes.measures.registry import source_of
from loim.programmes.models import (
    FrozenValue,
    IndicatorValue,
    Measure,
    PlanIndicator,
    PlanIndicatorPlace,
    Report,
)

STANDING_WORDS = {
    Standing.NO_DATA: ("neutral", _("no data")),
    Standing.NO_TARGET: ("neutral", _("no target")),
    Standing.BEHIND: ("warning", _("behind what was promised")),
    Standing.NOT_DUE: ("neutral", _("promised for the end of the plan")),
    Standing.ON_PACE: ("success", _("on track")),
    Standing.REACHED: ("success", _("as promised")),
    Standing.ABOVE: ("success", _("more than was promised")),
}


@dataclass(frozen=True)
class ReportedNumber:
    """An indicator in a report. `value` is the period's: today's while the report is open, as
    submitted afterwards. None is no data, which zero is not.

    `since_start` counts from the plan's first day, to be held against the plan's target; it
    is known while the report is open, and where the report begins with the plan.
    """

    promised: PlanIndicator
    value: Decimal | None
    since_start: Decimal | None
    standing: Standing | None
    measure: Measure | None
    codes: tuple[str, ...] = ()  # of the coded activities under which the plan shows it

    @property
    def indicator_id(self) -> int:
        return self.promised.indicator_id

    @property
    def is_behind(self) -> bool:
        return self.standing is Standing.BEHIND

    @property
    def standing_color(self) -> str:
        return STANDING_WORDS[self.standing][0] if self.standing else ""

    @property
    def standing_words(self) -> str:
        """'' where nothing can be said."""
        return str(STANDING_WORDS[self.standing][1]) if self.standing else ""

    def shared_with(self, code: str) -> list[str]:
        return [other for other in self.codes if other != code]


@dataclass(frozen=True)
class ActivityNumber:
    """A number under one activity: with the note that the plan gives there."""

    number: ReportedNumber
    note: str
    shared_with: tuple[str, ...]


def reported_numbers(
    report: Report, span: PlanSpan
) -> tuple[tuple[ReportedNumber, ...], dict[int | None, list[ActivityNumber]]]:
    """Each number once, in the plan's order; and by the section where the plan shows it.

    Three queries. Under None: what the plan shows outside every activity.
    """
    places = list(
        PlanIndicatorPlace.objects.filter(version=report.plan_version)
        .select_related("plan_indicator", "section")
        .order_by("plan_indicator__position", "section__position", "position")
    )
    numbers = _numbers(report, span, places)
    return tuple(numbers.values()), _shown(places, numbers)


def _numbers(
    report: Report, span: PlanSpan, places: list[PlanIndicatorPlace]
) -> dict[int, ReportedNumber]:
    """By plan indicator. Indicators of the plan only: what it does not promise is not asked."""
    promised = {place.plan_indicator_id: place.plan_indicator for place in places}
    codes: dict[int, list[str]] = defaultdict(list)
    for place in places:
        if place.section:
            codes[place.plan_indicator_id].append(place.section.code)
    values = _open_values(report, span) if report.is_open else _frozen_values(report, span)
    measures = _measures(report)
    found = {}
    for pk, wanted in promised.items():
        value, since_start = values.get(wanted.indicator_id, (None, None))
        measure = measures.get(wanted.indicator_id)
        is_state = measure is not None and source_of(measure.source).is_state
        held_up = value if is_state else since_start
        found[pk] = ReportedNumber(
            promised=wanted,
            value=value,
            since_start=since_start,
            standing=None
            if held_up is None and value is not None
            else standing(held_up, wanted.target, span, is_state=is_state),
            measure=measure,
            codes=tuple(codes[pk]),
        )
    return found


def _open_values(
    report: Report, span: PlanSpan
) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    whole = Period(report.programme.start_date, report.programme.end_date)
    first = min(span.start, report.start_date)
    since = Period(first, report.end_date).within(whole) if first <= report.end_date else None
    kept = IndicatorValue.objects.filter(
        indicator__programme=report.programme_id, end_date=report.end_date
    ).values_list("indicator", "start_date", "value")
    found: dict[int, dict[date, Decimal | None]] = defaultdict(dict)
    for indicator, start, value in kept:
        found[indicator][start] = value
    return {
        indicator: (
            values.get(report.start_date),
            values.get(since.start) if since else None,
        )
        for indicator, values in found.items()
    }


def _frozen_values(
    report: Report, span: PlanSpan
) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    begins_with_plan = report.start_date <= span.start
    return {
        indicator: (value, value if begins_with_plan else None)
        for indicator, value in report.frozen_values.values_list("indicator", "value")
    }


def _measures(report: Report) -> dict[int, Measure]:
    """The newest measure while the report is open, else the one that was frozen."""
    if report.is_open:
        measures = Measure.objects.filter(indicator__programme=report.programme_id)
        return {measure.indicator_id: measure for measure in measures.order_by("version")}
    frozen = FrozenValue.objects.filter(report=report, measure__isnull=False)
    return {
        value.indicator_id: value.measure
        for value in frozen.select_related("measure").defer("records")
        if value.measure is not None
    }


def _shown(
    places: list[PlanIndicatorPlace], numbers: dict[int, ReportedNumber]
) -> dict[int | None, list[ActivityNumber]]:
    """By section, in the plan's order; None for what stands outside every activity."""
    shown: dict[int | None, list[ActivityNumber]] = defaultdict(list)
    for place in places:
        number = numbers[place.plan_indicator_id]
        code = place.section.code if place.section else ""
        shown[place.section_id].append(
            ActivityNumber(number, place.note, tuple(number.shared_with(code)))
        )
    return shown
