"""What a report's files say, apart from any file format and any database.

All words are in `language` already; only what the plan says stays in the plan's language.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from loim.programmes.logic.plan_document import PlanDocument


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The headings and fixed words of a report in one language."""

    title: str  # 'Report on the 1st quarter of 2023'
    status: str  # 'Submitted on 05.04.2023'
    plan: str  # 'Action plan approved by order no 24 of 26.01.2023'
    summary: str = "Summary"
    numbers: str = "Numbers"
    indicator: str = "Indicator"
    unit: str = "Unit"
    target: str = "Target"
    achieved: str = "Achieved"
    final_target: str = "Final target"
    no_data: str = "no data"
    chart: str = "Achieved beside the target"
    activities: str = "Activities"
    done: str = "What was done"
    deviation: str = "What deviates and why"
    nothing_written: str = "Nothing was written."
    how_counted: str = "How it is counted"
    rule_version: str = "Version of the rule"
    code: str = "Code"
    activity: str = "Activity"
    date: str = "Date"
    record: str = "Record"
    kind: str = "Kind"
    municipality: str = "Municipality"
    amount: str = "Counts as"
    by_hand: str = "entered by hand"
    no_longer_there: str = "no longer there"
    rows: str = "Rows behind the number"
    more_rows: str = "More rows than a sheet holds; the rest is on the indicator's page."
    page: str = "Page"


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One row behind a number. `day` is None for a record that is no longer there."""

    day: date | None
    title: str
    kind: str
    municipality: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class NumberInReport:
    """`actual` is None for no data, which zero is not; a target of zero is a promise."""

    name: str
    unit: str
    target: Decimal | None
    final_target: Decimal | None
    final_year: int | None
    actual: Decimal | None
    codes: tuple[str, ...] = ()
    how_counted: str = ""
    rule_version: int | None = None
    rows: tuple[ReportedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityInReport:
    """Texts are paragraphs."""

    code: str
    title: str
    done: tuple[str, ...]
    deviation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportDocument:
    language: str
    programme: str
    period_days: str  # '01.01.2023–31.03.2023'
    start: date
    end: date
    year: int  # of the plan's target
    words: ReportWords
    plan: PlanDocument
    summary: tuple[str, ...]
    activities: tuple[ActivityInReport, ...]
    numbers: tuple[NumberInReport, ...] = field(default=())


def paragraphs(text: str) -> tuple[str, ...]:
    """A text as a person typed it: every line that says something is a paragraph."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
