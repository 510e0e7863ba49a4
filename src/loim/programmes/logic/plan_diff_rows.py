"""How the schedule of one coded activity changed."""

from collections.abc import Iterator, Sequence

from loim.programmes.logic.plan_changes import NOT_APPLICABLE, Change, ChangeKind, Value
from loim.programmes.logic.plan_document import PlannedActivity, RowLevel, ScheduleRow
from loim.programmes.logic.plan_identities import BY_NUMBER, Known, Label, match_labels


def row_changes(old: PlannedActivity, new: PlannedActivity) -> Iterator[Change]:
    """Changes of the new rows in their order, then the rows that are gone."""
    same = _same_rows(old.rows, new.rows)
    for row, index in zip(new.rows, same, strict=True):
        if index is None:
            yield Change(ChangeKind.ROW_ADDED, row.title, new.code, row.number)
        else:
            yield from _row(old.rows[index], row, new.code)
    for index, row in enumerate(old.rows):
        if index not in same:
            yield Change(ChangeKind.ROW_REMOVED, row.title, new.code, row.number)


def _same_rows(old: Sequence[ScheduleRow], new: Sequence[ScheduleRow]) -> list[int | None]:
    """Equal rows first, so that of two rows with one title the unchanged one stays unchanged."""
    left = dict(enumerate(old))
    certain: list[int | None] = []
    for row in new:
        index = next((i for i, other in left.items() if other == row or _are_own(other, row)), None)
        certain.append(index)
        if index is not None:
            del left[index]
    known = [Known(index, Label(row.number, row.title)) for index, row in enumerate(old)]
    return match_labels([Label(row.number, row.title) for row in new], known, BY_NUMBER, certain)


def _are_own(one: ScheduleRow, other: ScheduleRow) -> bool:
    """An activity has one row of its own, whatever its code and title have become."""
    return one.level is other.level is RowLevel.ACTIVITY


def _row(old: ScheduleRow, new: ScheduleRow, code: str) -> Iterator[Change]:
    for kind, was, now in (
        (ChangeKind.ROW_RENUMBERED, _position(old), _position(new)),
        (ChangeKind.ROW_RENAMED, old.title, new.title),
        (ChangeKind.ROW_OVERALL, old.overall, new.overall),
        (ChangeKind.ROW_PERIOD, _period(old), _period(new)),
        (ChangeKind.ROW_RESPONSIBLE, old.responsible, new.responsible),
        (ChangeKind.ROW_COST, old.planned_cost, new.planned_cost),
    ):
        if was != now:
            yield Change(kind, new.title, code, new.number, was, now)


def _position(row: ScheduleRow) -> str:
    """'' for the activity's own row, whose code changes with the activity's."""
    if row.level is RowLevel.ACTIVITY:
        return ""
    return row.number or row.level.value


def _period(row: ScheduleRow) -> Value:
    return NOT_APPLICABLE if row.is_not_applicable else row.period
