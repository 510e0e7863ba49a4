"""One row of a file of events: what can be recorded of it, or what is wrong in which column."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from loim.events.logic.attendance_lines import ReadLine, read_lines
from loim.events.logic.names import fold
from loim.events.models import EventScope
from loim.events.queries.import_columns import COLUMNS, KINDS, SCOPES, words_of
from loim.events.queries.organisation_book import OrganisationBook
from loim.events.queries.record_defaults import own_organisations
from loim.events.queries.suggested_title import suggested_title
from loim.people.models import User
from loim.programmes.models import Activity, PeriodLock
from loim.programmes.permissions import programmes_taken_part_in

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Problem:
    """In which row and column of the file, and what to do about it."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class ImportRow:
    """One event, ready to be recorded; `activity` and `organiser` are keys."""

    row: int
    title: str
    kind: str
    scope: str
    start: date
    end: date
    place: str
    organiser: int
    activity: int | None
    summary: str
    attendance: dict[int, int]
    is_planned: bool


class RowReader:
    """Reads rows for one person. Five queries, however many rows."""

    def __init__(self, person: User, today: date) -> None:
        self.today = today
        self.book = OrganisationBook()
        own = [each.pk for each in own_organisations(person)]
        self.organisers = set(own)
        self.default_organiser = own[0] if own else None
        activities = Activity.objects.filter(programme__in=programmes_taken_part_in(person))
        self.activities: dict[str, list[Activity]] = {}
        for activity in activities:
            key = fold(f"{activity.code} {activity.number}")
            self.activities.setdefault(key, []).append(activity)
        self.locks = list(PeriodLock.objects.filter(programme__in=programmes_taken_part_in(person)))
        self.kinds, self.scopes = words_of(KINDS), words_of(SCOPES)
        self.labels = {column.key: str(column.label) for column in COLUMNS}

    def read(self, number: int, cells: dict[str, Any]) -> ImportRow | list[Problem]:
        self.number, self.problems = number, list[Problem]()
        start = self._day(cells, "start_date")
        end = self._day(cells, "end_date") or start
        kind = self.kinds.get(fold(str(cells.get("kind") or "")), "")
        if not kind:
            self._wrong("kind", _("Write one of: %(kinds)s.") % {"kinds": _list(KINDS)})
        scope = self._scope(str(cells.get("scope") or ""))
        organiser = self._organiser(str(cells.get("organiser") or ""))
        activity = self._activity(str(cells.get("activity") or ""))
        attendance = self._participants(str(cells.get("participants") or ""))
        is_planned = start is not None and start > self.today
        if is_planned and attendance:
            self._wrong("participants", _("This day is still to come: leave who came empty."))
        if start and end and end < start:
            self._wrong("end_date", _("The last day cannot be before the first."))
        if start and activity and self._is_locked(activity, start):
            self._wrong("start_date", _("This period has been reported and is locked."))
        if self.problems or start is None or end is None or organiser is None:
            return self.problems
        place = str(cells.get("place") or "")[:200]
        return ImportRow(
            row=number,
            title=str(cells.get("title") or "")[:200] or suggested_title(kind, place),
            kind=kind,
            scope=scope,
            start=start,
            end=end,
            place=place,
            organiser=organiser,
            activity=activity.pk if activity else None,
            summary=str(cells.get("summary") or ""),
            attendance=attendance,
            is_planned=is_planned,
        )

    def _wrong(self, column: str, text: str) -> None:
        self.problems.append(Problem(self.number, self.labels[column], text))

    def _day(self, cells: dict[str, Any], column: str) -> date | None:
        value = cells.get(column)
        if value in (None, ""):
            if column == "start_date":
                self._wrong(column, _("Write the date."))
            return None
        day = value if isinstance(value, date) else _parsed(str(value))
        if day is None or day < EARLIEST:
            self._wrong(column, _("Write a date like 10.05.2023."))
            return None
        return day

    def _scope(self, text: str) -> str:
        scope = self.scopes.get(fold(text)) if text else EventScope.COUNTY.value
        if scope is None:
            self._wrong("scope", _("Write one of: %(scopes)s.") % {"scopes": _list(SCOPES)})
        return scope or ""

    def _organiser(self, text: str) -> int | None:
        found = self.book.directory.find(text) if text else {self.default_organiser}
        mine = [key for key in found if key in self.organisers]
        if len(mine) != 1:
            self._wrong("organiser", _("Write the name of an organisation that you record for."))
            return None
        return mine[0]

    def _activity(self, text: str) -> Activity | None:
        found = self.activities.get(fold(text), [])
        if text and len(found) != 1:
            self._wrong("activity", _("Write code and number as in the plan: 3.5.1.3 3."))
        return found[0] if text and len(found) == 1 else None

    def _participants(self, text: str) -> dict[int, int]:
        attendance: dict[int, int] = {}
        for line in read_lines(text.replace(";", "\n"), self.book.directory):
            if line.organisation is None:
                self._wrong("participants", self._unknown(line))
            else:
                key = line.organisation
                attendance[key] = attendance.get(key, 0) + line.people
        return attendance

    def _unknown(self, line: ReadLine) -> str:
        meant = [self.book.names[key] for key in line.suggestions]
        if meant:
            return _("“%(name)s” is not known. Did you mean: %(meant)s?") % {
                "name": line.name,
                "meant": ", ".join(meant),
            }
        return _("“%(name)s” is not known. Record one event with it by hand first.") % {
            "name": line.name
        }

    def _is_locked(self, activity: Activity, day: date) -> bool:
        return any(
            lock.programme_id == activity.programme_id and lock.start_date <= day <= lock.end_date
            for lock in self.locks
        )


def _parsed(text: str) -> date | None:
    for pattern in ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _list(labels: Any) -> str:
    return ", ".join(str(label) for label in labels.values())
