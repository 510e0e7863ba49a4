"""A report as its page and its files show it: texts, numbers beside them, what is asked for."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from loim.programmes.logic.periods import Period
from loim.programmes.logic.report_deviations import Asked, PlanSpan
from loim.programmes.models import PlanActivity, PlanSection, Report, ReportEntry
from loim.programmes.queries.recorded_work import activities_with_work
from loim.programmes.queries.report_numbers import (
    ActivityNumber,
    ReportedNumber,
    reported_numbers,
)

NOTHING_ASKED = Asked(
    has_done=True, has_deviation=True, is_behind=False, is_overdue=False, is_not_applicable=True
)


@dataclass(frozen=True)
class ReportedActivity:
    """`section` is None for an activity that the plan no longer has but a text speaks of."""

    section: PlanSection | None
    entry: ReportEntry
    numbers: tuple[ActivityNumber, ...]
    passed_rows: tuple[PlanActivity, ...]  # whose time ended in the report's period
    asked: Asked

    @property
    def code(self) -> str:
        return self.section.code if self.section else self.entry.activity.code

    @property
    def title(self) -> str:
        return self.section.title if self.section else self.entry.activity.title


@dataclass(frozen=True)
class ReportPage:
    report: Report
    span: PlanSpan
    activities: tuple[ReportedActivity, ...]
    numbers: tuple[ReportedNumber, ...]  # each once, in the plan's order
    loose_numbers: tuple[ActivityNumber, ...]  # shown outside every activity

    @property
    def incomplete(self) -> list[ReportedActivity]:
        return [found for found in self.activities if not found.asked.is_complete]

    @property
    def without_data(self) -> list[ReportedNumber]:
        return [number for number in self.numbers if number.value is None]

    @property
    def is_part_of_year(self) -> bool:
        return not self.span.is_complete


def report_page(report: Report) -> ReportPage:
    """The same number of queries however long the plan is; `report` has its plan version."""
    plan = report.plan_version.plan
    span = PlanSpan(plan.start_date, plan.end_date, report.end_date)
    numbers, shown = reported_numbers(report, span)
    return ReportPage(
        report=report,
        span=span,
        activities=tuple(_activities(report, shown)),
        numbers=numbers,
        loose_numbers=tuple(shown.get(None, ())),
    )


def missing_texts(report: Report) -> list[str]:
    """What is asked for and not written, in words: '3.5.1.1: what was done'."""
    missing = []
    for activity in report_page(report).incomplete:
        if activity.asked.lacks_done:
            missing.append(_("%(code)s: what was done") % {"code": activity.code})
        if activity.asked.lacks_deviation:
            missing.append(_("%(code)s: what deviates and why") % {"code": activity.code})
    return missing


@dataclass
class _Schedule:
    """The rows of one section, as far as a report asks about them."""

    passed: list[PlanActivity] = field(default_factory=list)
    is_empty: bool = True
    is_planned: bool = False  # something is to be done in the report's period
    is_over: bool = False  # the time of a row has passed

    def add(self, row: PlanActivity, period: Period) -> None:
        self.is_empty = False
        if row.period_start is None or row.period_end is None:
            self.is_planned |= not row.is_not_applicable
            return
        self.is_planned |= row.period_start <= period.end and row.period_end >= period.start
        if row.period_end <= period.end:
            self.is_over = True
            if row.period_end >= period.start:
                self.passed.append(row)


def _activities(
    report: Report, shown: dict[int | None, list[ActivityNumber]]
) -> list[ReportedActivity]:
    found_entries = report.entries.select_related("activity").order_by("activity__code", "pk")
    entries = {entry.activity_id: entry for entry in found_entries}
    schedules = _schedules(report)
    worked = _worked(report)
    found = []
    for section in report.plan_version.sections.order_by("position"):
        entry = entries.pop(section.activity_id, None) or ReportEntry(
            report=report, activity_id=section.activity_id
        )
        numbers = tuple(shown.get(section.pk, ()))
        schedule = schedules[section.pk]
        asked = Asked(
            has_done=bool(entry.done),
            has_deviation=bool(entry.deviation),
            is_behind=any(shown.number.is_behind for shown in numbers),
            is_overdue=schedule.is_over
            and section.activity_id not in worked
            and not any(shown.number.value for shown in numbers),
            is_not_applicable=not (schedule.is_empty or schedule.is_planned),
        )
        found.append(ReportedActivity(section, entry, numbers, tuple(schedule.passed), asked))
    return found + [
        ReportedActivity(None, entry, (), (), NOTHING_ASKED)
        for entry in entries.values()
        if entry.done or entry.deviation
    ]


def _schedules(report: Report) -> dict[int, _Schedule]:
    period = Period(report.start_date, report.end_date)
    schedules: dict[int, _Schedule] = defaultdict(_Schedule)
    for row in report.plan_version.rows.order_by("position"):
        schedules[row.section_id].add(row, period)
    return schedules


def _worked(report: Report) -> set[int]:
    """Activities with any record since the plan began; asked for while the report is open."""
    if not report.is_open:
        return set()
    start = min(report.plan_version.plan.start_date, report.start_date)
    return activities_with_work(report.programme, Period(start, report.end_date))
