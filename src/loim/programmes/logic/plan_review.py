"""What has to be looked at when next year's plan begins as a copy of this year's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loim.programmes.logic.plan_document import DateRange, PlanDocument, ScheduleRow

_YEAR = re.compile(r"\b20\d\d\b")
_AROUND = 90


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row whose plan period is not simply the whole new one. `before` is None for a new row."""

    code: str
    before: ScheduleRow | None
    row: ScheduleRow


@dataclass(frozen=True, slots=True)
class YearMentioned:
    """A year in a text of an activity, with the words around it; '' as the code for a note."""

    code: str
    before: str
    year: str
    after: str


@dataclass(frozen=True, slots=True)
class Review:
    begins: tuple[MovedRow, ...]  # 'not applicable' before, dated now
    ends: tuple[MovedRow, ...]  # dated before, over now
    part: tuple[MovedRow, ...]  # dated for a part of the period only
    years: tuple[YearMentioned, ...]
    costs: tuple[MovedRow, ...]


def review_of(source: PlanDocument | None, draft: PlanDocument) -> Review:
    """Rows are compared with those of the same activity and number in the source."""
    old = {
        (activity.code, row.number): row
        for activity in (source.activities if source else ())
        for row in activity.rows
    }
    rows = [
        MovedRow(activity.code, old.get((activity.code, row.number)), row)
        for activity in draft.activities
        for row in activity.rows
    ]
    return Review(
        begins=tuple(m for m in rows if _was_off(m) and m.row.period),
        ends=tuple(m for m in rows if m.row.is_not_applicable and not _was_off(m)),
        part=tuple(m for m in rows if _is_part(m.row.period, draft.period) and not _was_off(m)),
        years=tuple(_years(draft)),
        costs=tuple(m for m in rows if m.row.planned_cost is not None),
    )


def _was_off(moved: MovedRow) -> bool:
    return moved.before is not None and moved.before.is_not_applicable


def _is_part(dates: DateRange | None, period: DateRange | None) -> bool:
    return dates is not None and dates != period


def _years(draft: PlanDocument) -> Iterator[YearMentioned]:
    for activity in draft.activities:
        for text in (*activity.narrative, *(row.title for row in activity.rows)):
            yield from _mentions(activity.code, text)
    for indicator in draft.indicators:
        for note in indicator.notes:
            yield from _mentions("", f"{indicator.name}: {note}" if note else "")


def _mentions(code: str, text: str) -> Iterator[YearMentioned]:
    for found in _YEAR.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if len(before) > _AROUND:
            before = "… " + before[-_AROUND:].partition(" ")[2]
        if len(after) > _AROUND:
            after = after[:_AROUND].rpartition(" ")[0] + " …"
        yield YearMentioned(code, before, found[0], after)
