"""Schedule rows put into the tree of the coded activity that they belong to."""

from dataclasses import replace

from loim.programmes.documents.row_titles import RowTitle, level_of
from loim.programmes.documents.schedule_table import ScheduleEntry
from loim.programmes.documents.wording import key
from loim.programmes.logic.plan_document import RowLevel, ScheduleRow


class ActivityRows:
    """Rows of a section's own activity, and of activities that stand only in its schedule."""

    def __init__(self, code: str, title: str, known_codes: set[str]) -> None:
        self._own = code
        self._title = title
        self._known_codes = known_codes
        self._current = code
        self.by_code: dict[str, list[ScheduleRow]] = {code: []} if code else {}

    def add(self, entry: ScheduleEntry) -> bool:
        """False where the row belongs to no activity of this section."""
        title = entry.title
        if title.is_coded and not title.number.startswith(f"{self._current}."):
            if title.number != self._own and title.number in self._known_codes:
                return False  # its own section speaks for that activity
            self._current = title.number
            self.by_code.setdefault(title.number, [])
        if not self._current:
            return False
        rows = self.by_code[self._current]
        if title.number == self._current and any(r.level is RowLevel.ACTIVITY for r in rows):
            return False
        self._append(rows, entry, self._placed_in_tree(title, rows))
        return True

    def end_of_table(self) -> None:
        self._current = self._own

    def _placed_in_tree(self, title: RowTitle, rows: list[ScheduleRow]) -> RowTitle:
        is_own = not rows and not title.number and self._current == self._own
        if is_own and not title.is_sub and key(title.title) == key(self._title):
            return replace(title, number=self._own)
        groups = [row for row in rows if row.level is RowLevel.GROUP]
        if not title.is_sub or "." in title.number:
            return title
        if not groups:
            return replace(title, is_sub=False)
        # below 'Alategevus' the counting may begin anew under every group
        is_counted = bool(title.number) and bool(groups[-1].number)
        return replace(title, number=f"{groups[-1].number}.{title.number}") if is_counted else title

    def _append(self, rows: list[ScheduleRow], entry: ScheduleEntry, title: RowTitle) -> None:
        rows.append(
            ScheduleRow(
                level=level_of(title, self._current),
                number=title.number,
                title=title.title,
                overall=entry.overall,
                period=entry.period,
                is_not_applicable=entry.is_not_applicable,
                responsible=entry.responsible,
                planned_cost=entry.planned_cost,
            )
        )
