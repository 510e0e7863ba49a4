"""Free times, for whoever books: moments, and nothing about those who took the others."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import connection
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from loim.casework.logic.appointments.slots import (
    Hours,
    Slot,
    Taken,
    free_slots,
    moment,
)
from loim.casework.models import BookableHours
from loim.common.holidays import holidays_of
from loim.people.models import Organisation

NOTICE = timedelta(hours=2)  # nobody is booked for a moment from now
AHEAD = timedelta(days=42)


def bookable_organisations() -> list[int]:
    """Inside the keeper's gate or a counsellor's own."""
    return list(
        BookableHours.objects.filter(is_online=True)
        .values_list("organisation", flat=True)
        .distinct()
    )


def languages_offered(organisation: Organisation, today: date) -> list[str]:
    hours = _hours(organisation.pk, today, today + AHEAD)
    return sorted({language for each in hours for language in each.languages})


def free_times(
    organisation: Organisation, *, language: str, first_day: date, days: int, now: datetime
) -> list[Slot]:
    """On `days` days from `first_day` on, with somebody who speaks `language`. Three queries."""
    last_day = min(first_day + timedelta(days=days - 1), localdate(now) + AHEAD)
    wanted = [
        first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1)
    ]
    if not wanted:
        return []
    hours = [
        each for each in _hours(organisation.pk, first_day, last_day) if language in each.languages
    ]
    return free_slots(
        [_as_hours(each) for each in hours],
        taken_times(organisation.pk, wanted[0], wanted[-1]),
        days=wanted,
        holidays=holidays_of(wanted[0].year) | holidays_of(wanted[-1].year),
        not_before=now + NOTICE,
    )


def by_day(slots: Sequence[Slot]) -> list[tuple[date, list[datetime]]]:
    """Each time once, whoever is free then."""
    starts = sorted({slot.start for slot in slots})
    return [
        (day, [localtime(start) for start in found])
        for day, found in groupby(starts, key=localdate)
    ]


def taken_times(organisation_id: int, first_day: date, last_day: date) -> list[Taken]:
    """By a function of the database that gives times alone (migration 0006)."""
    since = moment(first_day, datetime.min.time())
    until = moment(last_day + timedelta(days=1), datetime.min.time())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT counsellor, room, starts_at, ends_at FROM casework_taken(%s, %s, %s)",
            [organisation_id, since, until],
        )
        return [
            Taken(start, end, counsellor, room)
            for counsellor, room, start, end in cursor.fetchall()
        ]


def _hours(organisation_id: int, first_day: date, last_day: date) -> list[BookableHours]:
    return list(
        BookableHours.objects.filter(
            Q(end_date=None) | Q(end_date__gte=first_day),
            organisation=organisation_id,
            is_online=True,
            start_date__lte=last_day,
        ).order_by("pk")
    )


def _as_hours(each: BookableHours) -> Hours:
    return Hours(
        counsellor=each.counsellor_id,
        weekday=each.weekday,
        start=each.start_time,
        end=each.end_time,
        slot_minutes=each.slot_minutes,
        first_day=each.start_date,
        last_day=each.end_date,
        break_start=each.break_start,
        break_end=each.break_end,
        room=each.room_id,
    )
