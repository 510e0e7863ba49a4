"""A counsellor's day or week: appointments and home visits, without anybody's whole name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from loim.casework.logic.appointments.slots import moment
from loim.casework.models import Absence, Appointment, HomeVisit, InterpreterOrder
from loim.casework.queries.appointments.people import who_comes
from loim.common.holidays import is_holiday
from loim.people.models import Organisation, User


@dataclass(frozen=True)
class Entry:
    """`interpreter` is the state of the order, or empty."""

    starts_at: datetime
    ends_at: datetime
    appointment: Appointment | None = None
    visit: HomeVisit | None = None
    initials: str = ""
    interpreter: str = ""


@dataclass
class Day:
    day: date
    is_today: bool
    is_holiday: bool
    is_away: bool = False
    entries: list[Entry] = field(default_factory=list)


def days_of(
    organisation: Organisation, counsellor: User, *, first_day: date, days: int, today: date
) -> list[Day]:
    """Four queries, however many days and entries. Cancelled appointments are not among them."""
    since = moment(first_day, datetime.min.time())
    last_day = first_day + timedelta(days=days - 1)
    until = moment(last_day + timedelta(days=1), datetime.min.time())
    found = {}
    for number in range(days):
        day = first_day + timedelta(days=number)
        found[day] = Day(day, day == today, is_holiday(day))
    for entry in _entries(organisation, counsellor, since, until):
        found[localdate(entry.starts_at)].entries.append(entry)
    absences = Absence.objects.filter(
        organisation=organisation,
        counsellor=counsellor,
        start_date__lte=last_day,
        end_date__gte=first_day,
    )
    for absence in absences:
        for day, shown in found.items():
            shown.is_away |= absence.start_date <= day <= absence.end_date
    return list(found.values())


def _entries(
    organisation: Organisation, counsellor: User, since: datetime, until: datetime
) -> list[Entry]:
    appointments = list(
        Appointment.objects.filter(
            organisation=organisation,
            counsellor=counsellor,
            starts_at__gte=since,
            starts_at__lt=until,
        )
        .exclude(state="cancelled")
        .select_related("topic", "room")
    )
    interpreters = _interpreters(appointments)
    visits = HomeVisit.objects.filter(
        organisation=organisation, visitor=counsellor, starts_at__gte=since, starts_at__lt=until
    ).exclude(state="cancelled")
    entries = [
        Entry(
            each.starts_at,
            each.ends_at,
            appointment=each,
            initials=who_comes(each).initials,
            interpreter=interpreters.get(each.pk, ""),
        )
        for each in appointments
    ]
    entries += [Entry(each.starts_at, each.expected_end_at, visit=each) for each in visits]
    return sorted(entries, key=lambda entry: entry.starts_at)


def _interpreters(appointments: Iterable[Appointment]) -> dict[int, str]:
    orders = InterpreterOrder.objects.filter(appointment__in=[each.pk for each in appointments])
    return dict(
        orders.filter(state__in=["sent", "accepted", "done"]).values_list("appointment", "state")
    )
