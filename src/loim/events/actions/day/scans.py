"""What is known about scans that have arrived, and what comes of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.timezone import get_default_timezone

from loim.events.logic.day.outcomes import MAY_COME_IN, Outcome
from loim.events.logic.day.scan_times import day_of_scan
from loim.events.models import CheckIn, Event, Participant
from loim.events.queries.day.codes import participants_by_code


@dataclass(frozen=True)
class Scan:
    """A code that was read, or a name that was tapped (`participant`).

    `scan` is made where it was read. `day` is said only where a day other than that of `at` is
    meant: a paper list that is written down afterwards.
    """

    scan: UUID
    at: datetime
    code: str = ""
    participant: int | None = None
    session: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Found:
    """What came of one scan; `at` is when the person was first there, that day or session."""

    scan: UUID
    outcome: Outcome
    participant: Participant | None = None
    at: datetime | None = None


Slot = tuple[int, date, int | None]


@dataclass
class Batch:
    """What has to be known to answer scans, read with a fixed number of queries."""

    event: Event
    by_code: dict[str, int]
    people: dict[int, Participant]
    sessions: set[int]
    known: dict[UUID, CheckIn]
    undone: set[UUID]
    present: dict[Slot, datetime]
    new: list[CheckIn] = field(default_factory=list)

    @classmethod
    def of(cls, event: Event, scans: Sequence[Scan]) -> "Batch":
        everybody = list(event.participants.order_by("pk").values_list("pk", flat=True))
        by_code = participants_by_code(event.pk, everybody)
        named = {key for scan in scans if (key := by_code.get(scan.code, scan.participant))}
        people = event.participants.filter(pk__in=named, erased_at=None).in_bulk()
        earlier = CheckIn.objects.filter(participant__in=people).order_by("pk")
        ids = {scan.scan for scan in scans}
        known = {row.scan: row for row in CheckIn.objects.filter(scan__in=ids)}
        history: Any = apps.get_model("events", "CheckInHistory")
        seen = set(
            history.objects.filter(participant__in=people, scan__in=ids).values_list(
                "scan", flat=True
            )
        )
        return cls(
            event=event,
            by_code=by_code,
            people=people,
            sessions=set(event.sessions.values_list("pk", flat=True)),
            known=known,
            undone=seen - known.keys(),
            present={(row.participant_id, row.day, row.session_id): row.at for row in earlier},
        )

    def read(self, scan: Scan) -> Found:
        """Those that count are in `new` afterwards."""
        key = self.by_code.get(scan.code, scan.participant)
        person = self.people.get(key) if key else None
        if person is None:
            return Found(scan.scan, Outcome.UNKNOWN)
        return self._repeated(scan, person) or self._first(scan, person)

    def _repeated(self, scan: Scan, person: Participant) -> Found | None:
        row = self.known.get(scan.scan)
        if row is not None and row.participant_id != person.pk:  # no phone of ours does that
            return Found(scan.scan, Outcome.UNKNOWN)
        if row is not None:
            return Found(scan.scan, Outcome.IN, person, row.at)
        if scan.scan in self.undone:
            return Found(scan.scan, Outcome.UNDONE, person)
        return None

    def _first(self, scan: Scan, person: Participant) -> Found:
        if person.state not in MAY_COME_IN:
            return Found(scan.scan, Outcome.NO_PLACE, person)
        day = self._day(scan)
        if day is None:
            return Found(scan.scan, Outcome.OTHER_DAY, person)
        slot = (person.pk, day, scan.session if scan.session in self.sessions else None)
        if slot in self.present:
            return Found(scan.scan, Outcome.ALREADY, person, self.present[slot])
        self.present[slot] = scan.at
        row = CheckIn(participant=person, day=day, session_id=slot[2], scan=scan.scan, at=scan.at)
        self.known[scan.scan] = row
        self.new.append(row)
        return Found(scan.scan, Outcome.IN, person, scan.at)

    def _day(self, scan: Scan) -> date | None:
        zone = get_default_timezone()
        if scan.day is None:
            return day_of_scan(scan.at, self.event.start_date, self.event.end_date, zone)
        is_one_of_its_days = self.event.start_date <= scan.day <= self.event.end_date
        has_begun = scan.day <= scan.at.astimezone(zone).date()
        return scan.day if is_one_of_its_days and has_begun else None
