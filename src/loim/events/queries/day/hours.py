"""How many hours a participant took part."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from loim.events.logic.day.hours import hours_by_day
from loim.events.models import CheckIn, Event, Participant
from loim.events.queries.agenda.content import last_release
from loim.events.queries.day.settings import day_settings


def hours_of(event: Event, people: Iterable[Participant]) -> dict[int, Decimal | None]:
    """By the participant's key: what the organiser says, else what the released agenda says of
    the days on which they were checked in. None where neither says anything. Three queries.
    """
    people = list(people)
    said = day_settings(event).certificate_hours
    if said is not None:
        return {person.pk: said for person in people}
    release = last_release(event)
    by_day = hours_by_day(release.content["sessions"]) if release else {}
    days: dict[int, set[date]] = {}
    rows = CheckIn.objects.filter(participant__in=people).order_by()
    for participant, day in rows.values_list("participant", "day").distinct():
        days.setdefault(participant, set()).add(day)
    return {person.pk: _sum(by_day, days.get(person.pk)) for person in people}


def _sum(by_day: dict[date, Decimal], days: set[date] | None) -> Decimal | None:
    """Without check-ins: the whole event."""
    hours = sum((by_day[day] for day in by_day if days is None or day in days), Decimal(0))
    return hours or None
