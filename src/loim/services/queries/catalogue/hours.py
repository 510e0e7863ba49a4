"""Opening hours of places and channels: what holds, whether it is open now, and alerts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q

from loim.common.holidays import is_holiday
from loim.services.logic.opening import (
    TALLINN,
    Exceptional,
    Hours,
    Opening,
    Rule,
    hours_on,
    next_opening,
    opening_at,
)
from loim.services.logic.opening_shown import Line, days_shown, hours_shown, same_time, week_lines
from loim.services.models import Alert, AlertKind, Channel, OpeningException, OpeningRule

LATER_EXCEPTIONS = timedelta(days=60)
TWO_WEEKS = 14


@dataclass(frozen=True)
class WeekLine:
    days: str
    hours: str


@dataclass(frozen=True)
class Period:
    """Hours that are valid together; no dates are always."""

    start_date: date | None
    end_date: date | None
    lines: tuple[WeekLine, ...]


@dataclass(frozen=True)
class PreviewDay:
    day: date
    hours: str
    is_closed: bool
    is_holiday: bool


@dataclass
class Timetable:
    """Of one place or channel. `rows` are kept for their notes."""

    rules: list[Rule] = field(default_factory=list)
    exceptions: list[Exceptional] = field(default_factory=list)
    rows: list[OpeningRule] = field(default_factory=list)
    exception_rows: list[OpeningException] = field(default_factory=list)
    closed: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rules or self.exceptions)

    def opening_at(self, at: datetime) -> Opening | None:
        if any(start <= at < end for start, end in self.closed):
            return None
        return opening_at(self.rules, self.exceptions, at)

    def next_opening(self, at: datetime) -> Opening | None:
        """After what an alert closes, too; an opening that runs when it ends begins there."""
        while True:
            shut = next((end for start, end in self.closed if start <= at < end), None)
            if shut is None:
                break
            at = shut
            running = opening_at(self.rules, self.exceptions, at)
            if running is not None and not any(start <= at < end for start, end in self.closed):
                return Opening(at.astimezone(TALLINN), running.end)
        found = next_opening(self.rules, self.exceptions, at)
        if found and any(start <= found.start < end for start, end in self.closed):
            return self.next_opening(found.start)
        return found

    def periods(self, language: str, today: date) -> list[Period]:
        """Those that are not over."""
        groups = same_time(
            rule for rule in self.rules if rule.end_date is None or rule.end_date >= today
        )
        found = [
            Period(group[0].start_date, group[0].end_date, shown_lines(week_lines(group), language))
            for group in groups
        ]
        return sorted(found, key=lambda each: each.start_date or date.min)

    def exceptions_shown(self, language: str, today: date) -> list[tuple[Exceptional, str]]:
        """Of the next two months."""
        last = today + LATER_EXCEPTIONS
        return [
            (each, hours_shown(each.hours, language))
            for each in sorted(self.exceptions, key=lambda each: each.start_date)
            if each.end_date >= today and each.start_date <= last
        ]

    def preview(self, language: str, today: date, days: int = TWO_WEEKS) -> list[PreviewDay]:
        return preview(self.rules, self.exceptions, language, today, days)


def preview(
    rules: Sequence[Rule], exceptions: Sequence[Exceptional], language: str, today: date,
    days: int = TWO_WEEKS,
) -> list[PreviewDay]:  # fmt: skip
    found = []
    for number in range(days):
        day = today + timedelta(days=number)
        hours = hours_on(rules, exceptions, day)
        found.append(PreviewDay(day, hours_shown(hours, language), not hours, is_holiday(day)))
    return found


def shown_lines(lines: Iterable[Line], language: str) -> tuple[WeekLine, ...]:
    return tuple(
        WeekLine(days_shown(line.weekdays, language), hours_shown(line.hours, language))
        for line in lines
    )


def exceptional(rows: Iterable[OpeningException]) -> list[Exceptional]:
    """Rows of the same days are one exception with several intervals."""
    spans: dict[tuple[date, date], list[Hours]] = defaultdict(list)
    for row in rows:
        hours = spans[row.start_date, row.end_date]
        if row.opens_at is not None and row.closes_at is not None:
            hours.append(Hours(row.opens_at, row.closes_at))
    return [Exceptional(start, end, tuple(sorted(each))) for (start, end), each in spans.items()]


def timetables(
    places: Iterable[int], channels: Iterable[int] = ()
) -> dict[tuple[str, int], Timetable]:
    """By ("location" or "channel", key); two queries."""
    of = Q(location__in=list(places)) | Q(channel__in=list(channels))
    found: dict[tuple[str, int], Timetable] = defaultdict(Timetable)
    for rule in OpeningRule.objects.filter(of).order_by("position", "pk"):
        table = found[_key(rule)]
        table.rows.append(rule)
        table.rules.append(rule.as_rule())
    rows: dict[tuple[str, int], list[OpeningException]] = defaultdict(list)
    for row in OpeningException.objects.filter(of).order_by("start_date", "pk"):
        rows[_key(row)].append(row)
    for key, each in rows.items():
        found[key].exceptions = exceptional(each)
        found[key].exception_rows = each
    return found


def attach_timetables(channels: Iterable[Channel], alerts: Iterable[Alert]) -> None:
    """Each channel gets `.timetable`: its own hours, else those of its place."""
    each = list(channels)
    known = timetables(
        {channel.location_id for channel in each if channel.location_id},
        {channel.pk for channel in each},
    )
    alerts = [alert for alert in alerts if alert.kind == AlertKind.CLOSED]
    for channel in each:
        own = known.get(("channel", channel.pk))
        table = own or known.get(("location", channel.location_id or 0)) or Timetable()
        table = Timetable(table.rules, table.exceptions, table.rows, table.exception_rows)
        table.closed = [
            (alert.start_at, alert.end_at)
            for alert in alerts
            if (channel.location_id and alert.location_id == channel.location_id)
            or (alert.service_id is not None and alert.service_id == channel.service_id)
        ]
        channel.timetable = table  # type: ignore[attr-defined]


def alerts_in_force(services: Iterable[int], places: Iterable[int], now: datetime) -> list[Alert]:
    """Those that hold now or will; one query."""
    of = Q(service__in=list(services)) | Q(location__in=list(places))
    found = Alert.objects.filter(of, end_at__gt=now).select_related("location")
    return list(found.order_by("start_at", "pk"))


def _key(row: OpeningRule | OpeningException) -> tuple[str, int]:
    if row.channel_id is not None:
        return ("channel", row.channel_id)
    return ("location", row.location_id or 0)
