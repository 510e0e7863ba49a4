"""A plan's document as the tree that a page shows: nested rows, their state, their bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from loim.programmes.logic.plan_document import (
    PlanDocument,
    PlannedActivity,
    RowLevel,
    ScheduleRow,
)
from loim.programmes.logic.timeline import Bar, Timeline

# a title longer than this is a sentence and an explanation
_LONG_TITLE = 140


class RowState(StrEnum):
    RUNNING = "running"
    UPCOMING = "upcoming"
    ENDED = "ended"
    NOT_APPLICABLE = "not_applicable"
    UNDATED = "undated"


def state_on(row: ScheduleRow, today: date) -> RowState:
    if row.is_not_applicable:
        return RowState.NOT_APPLICABLE
    if row.period is None:
        return RowState.UNDATED
    if today < row.period.start:
        return RowState.UPCOMING
    return RowState.ENDED if today > row.period.end else RowState.RUNNING


@dataclass(slots=True)
class TreeRow:
    row: ScheduleRow
    state: RowState
    overall_bar: Bar | None
    period_bar: Bar | None
    activity: int | None = None
    children: list["TreeRow"] = field(default_factory=list)

    @property
    def lead(self) -> str:
        """The title, or the first sentence of one that goes on to explain itself."""
        title = self.row.title
        if len(title) <= _LONG_TITLE:
            return title
        end = title.find(". ")
        return title[: end + 1] if 0 < end <= 2 * _LONG_TITLE else title

    @property
    def more(self) -> str:
        return self.row.title[len(self.lead) :].strip()


@dataclass(slots=True)
class TreeSection:
    chapter: str
    chapter_title: str
    planned: PlannedActivity
    activity: int | None
    own: TreeRow | None
    rows: list[TreeRow]
    section: int | None = None

    @property
    def row_count(self) -> int:
        return sum(1 + len(row.children) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Keys:
    """Database keys in document order, where the document comes from the database."""

    sections: Sequence[int] = ()
    section_activities: Sequence[int] = ()
    row_activities: Sequence[int] = ()
    indicators: Sequence[int] = ()


def parties_of(responsible: str) -> list[str]:
    """'ELVL, partner' names two parties."""
    return [party.strip() for party in responsible.split(",") if party.strip()]


def all_parties(document: PlanDocument) -> list[str]:
    named = {party for row in document.rows for party in parties_of(row.responsible)}
    return sorted(named, key=str.casefold)


def timeline_of(document: PlanDocument) -> Timeline | None:
    ranges = [dates for row in document.rows for dates in (row.overall, row.period)]
    return Timeline.around([document.period, *ranges])


def tree_of(
    document: PlanDocument,
    *,
    today: date,
    keys: Keys | None = None,
) -> list[TreeSection]:
    """The plan's sections in order, with their rows nested."""
    line = timeline_of(document)
    row_activities = iter(keys.row_activities if keys else ())
    sections: list[TreeSection] = []
    for chapter in document.chapters:
        for planned in chapter.activities:
            place = len(sections)
            rows = [
                TreeRow(
                    row=row,
                    state=state_on(row, today),
                    overall_bar=line.bar(row.overall) if line else None,
                    period_bar=line.bar(row.period) if line else None,
                    activity=next(row_activities, None),
                )
                for row in planned.rows
            ]
            sections.append(
                TreeSection(
                    chapter=f"{chapter.number} {chapter.title}".strip(),
                    chapter_title=chapter.title,
                    planned=planned,
                    activity=keys.section_activities[place] if keys else None,
                    own=rows[0] if rows and rows[0].row.level is RowLevel.ACTIVITY else None,
                    rows=_nested(rows),
                    section=keys.sections[place] if keys else None,
                )
            )
    return sections


def _nested(rows: Iterable[TreeRow]) -> list[TreeRow]:
    top: list[TreeRow] = []
    for index, row in enumerate(rows):
        if index == 0 and row.row.level is RowLevel.ACTIVITY:
            continue
        is_below = row.row.level is RowLevel.ITEM and top and top[-1].row.level is RowLevel.GROUP
        (top[-1].children if is_below else top).append(row)
    return top
