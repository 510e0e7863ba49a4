"""What an action plan's document says, apart from any file format and any database.

A reader makes a `PlanDocument` of a ministry's file, the import writes it into the
database, the database gives it back, a writer makes a file of it again, and two of
them can be compared. Everything is immutable and compares by value, so that "the
round trip lost nothing" is `==`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DateRange:
    """Both ends belong to the range."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class OrderReference:
    """The act that approved the plan: its number as written ('24') and its date."""

    number: str
    date: date


class RowLevel(StrEnum):
    ACTIVITY = "activity"  # the coded activity's own row: 3.5.1.1
    GROUP = "group"  # 1., 2., 3. below it
    ITEM = "item"  # 1.1., 1.2. below a group


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One row of an activity's schedule table.

    `number` is the code of the coded activity ('3.5.1.1') or the number below it
    without a closing full stop ('1', '1.1'), or '' where the document gives none; an
    activity's rows may share a number, as documents do by mistake. `period` is None where
    the document says that the plan period does not apply ('Ei kohaldu'); `overall` is None
    only where the document gives no date that can be read.
    """

    level: RowLevel
    number: str
    title: str
    overall: DateRange | None
    period: DateRange | None
    is_not_applicable: bool
    responsible: str
    planned_cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """A coded activity: its section's heading, narrative, target group and schedule.

    `rows[0]` is the activity's own row where its level is `ACTIVITY`: a document may
    leave it out, or the whole schedule. The others follow in document order, and their
    `level` makes them a tree. An activity that stands only in a schedule has its row's
    title and no narrative. Codes are unique in a plan.
    """

    section: str  # '1.1', the number of the section in the document
    code: str  # '3.5.1.1'
    title: str  # the heading's title, which may differ from the title of rows[0]
    narrative: tuple[str, ...]  # paragraphs; a bullet keeps its leading '· '
    target_group: str
    rows: tuple[ScheduleRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPlace:
    """Where an indicator stands: the table, and the coded activity whose section holds it.

    `activity_code` is '' for a table outside every coded section.
    `covers_chapter` is the chapter's title where the table says that it speaks for
    the whole chapter ('Partnerite tegevustega seotud näitajad'), else ''.
    """

    activity_code: str
    table: str  # 'Tabel 6', or '' where the table has no caption
    covers_chapter: str = ""


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """One indicator, once, however many sections repeat it. Targets are exact.

    `notes` has one note for each place, since the document words them apart.
    """

    name: str
    unit: str
    target: Decimal | None
    final_target: Decimal | None
    final_year: int | None
    places: tuple[IndicatorPlace, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """'1. Elluviija tegevused' and the coded activities in it."""

    number: str
    title: str
    activities: tuple[PlannedActivity, ...]


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A piece that was not understood: where it stands, in words, and what it says."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanDocument:
    title: str  # the name of the funded programme, as quoted in the heading
    order: OrderReference | None
    period: DateRange | None
    chapters: tuple[Chapter, ...]
    indicators: tuple[PlannedIndicator, ...]
    unrecognised: tuple[Unrecognised, ...] = ()

    @property
    def activities(self) -> tuple[PlannedActivity, ...]:
        return tuple(activity for chapter in self.chapters for activity in chapter.activities)

    @property
    def rows(self) -> tuple[ScheduleRow, ...]:
        return tuple(row for activity in self.activities for row in activity.rows)

    @property
    def planned_cost(self) -> Decimal | None:
        """The sum of what the coded activities' own rows plan to cost, or of the deepest
        rows where those say nothing; None where the document plans no costs at all."""
        costs = [cost for activity in self.activities for cost in activity_costs(activity)]
        return sum(costs, Decimal(0)) if costs else None


def activity_costs(activity: PlannedActivity) -> list[Decimal]:
    """The costs that add up to the activity's: its own, else its groups', else its items'.

    A group that gives no cost of its own is the sum of its items.
    """
    if not activity.rows:
        return []
    own = activity.rows[0]
    if own.level is RowLevel.ACTIVITY and own.planned_cost is not None:
        return [own.planned_cost]
    costs: list[Decimal] = []
    group_has_cost = False
    for row in activity.rows:
        if row.level is RowLevel.GROUP:
            group_has_cost = row.planned_cost is not None
        if row.planned_cost is not None and not (row.level is RowLevel.ITEM and group_has_cost):
            costs.append(row.planned_cost)
    return costs
