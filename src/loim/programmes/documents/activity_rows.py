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
        self._group: RowTitle | None = None
        self._items = 0
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
        self._group = None

    def _placed_in_tree(self, title: RowTitle, rows: list[ScheduleRow]) -> RowTitle:
        is_own = not rows and not title.number and self._current == self._own
        if is_own and not title.is_sub and key(title.title) == key(self._title):
            return replace(title, number=self._own)
        if not title.is_sub:
            if "." not in title.number:
                self._group, self._items = title, 0
            elif title.is_coded:
                self._group = None
            return title
        if self._group is None:
            # 'Alategevused' right below the coded activity are its groups
            return replace(title, is_sub=False)
        return self._item(self._group, title)

    def _item(self, group: RowTitle, title: RowTitle) -> RowTitle:
        """Below 'Alategevus' the counting may begin anew under every group."""
        self._items += 1
        if not title.number or "." in title.number or not group.number:
            return title
        if title.number == str(self._items):
            return replace(title, number=f"{group.number}.{title.number}")
        # counts on after the group: a group itself
        self._group, self._items = title, 0
        return replace(title, is_sub=False)

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
