"""People register in the demonstration: for a club, a trip drawn by lot, an hour online."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_default_timezone

from loim.demo.accounts import RAKVERE
from loim.demo.event_texts import CLUB, WORK_ONLINE
from loim.demo.gathering_texts import BOG_TRIP
from loim.demo.published import RAKVERE_CITY, TARTU_CITY, Maker, next_day
from loim.demo.registrants import Crowd
from loim.events.actions.places import (
    RegistrationRequest,
    approve,
    register_all,
)
from loim.events.actions.places.drawing import announce_value
from loim.events.actions.registration.settings import save_settings
from loim.events.models import (
    Audience,
    Door,
    Event,
    EventKind,
    EventScope,
    Policy,
    RegistrationSettings,
)
from loim.people.models import User

SATURDAY = 5
# An offer that stands for a week is still open when somebody looks at the demonstration.
OFFER_HOURS = 7 * 24


def open_registrations(
    *, made: Maker, crowd: Crowd, users: dict[str, User], today: date, now: datetime
) -> None:
    _club_by_approval(crowd, users["juht@example.ee"], now)
    _trip_by_lot(made, crowd, users, today, now)
    _online_hour(crowd, users, now)


def open_registration(
    event: Event, *, days_before: int, by: User, now: datetime, **said: Any
) -> RegistrationSettings:
    closes = datetime.combine(
        event.start_date - timedelta(days=days_before), time(23, 59), get_default_timezone()
    )
    settings = RegistrationSettings(
        event=event,
        opens_at=min(now, closes) - timedelta(days=21),
        closes_at=closes,
        offer_hours=OFFER_HOURS,
        **said,
    )
    save_settings(settings=settings, by=by, now=now)
    return settings


def come(
    event: Event, requests: Sequence[RegistrationRequest], *, days: int, now: datetime
) -> None:
    """They register evenly over so many past days, in their order."""
    for number in range(days):
        first, end = (len(requests) * part // days for part in (number, number + 1))
        register_all(
            event=event,
            requests=requests[first:end],
            door=Door.SELF,
            by=None,
            now=now - timedelta(days=days - number),
        )


def _club_by_approval(crowd: Crowd, by: User, now: datetime) -> None:
    """The organiser decides: some have a place, the others wait for a decision."""
    title = CLUB.words["et"]["title"]
    event = Event.objects.filter(title=title, published_at__isnull=False).order_by("start_date")[0]
    open_registration(
        event, days_before=1, by=by, now=now, capacity=12, policy=Policy.APPROVAL, asks_party=False
    )
    come(event, [crowd.one(home=TARTU_CITY) for _person in range(8)], days=4, now=now)
    approve(participants=event.participants.order_by("pk")[:4], by=by, now=now)


def _trip_by_lot(
    made: Maker, crowd: Crowd, users: dict[str, User], today: date, now: datetime
) -> None:
    by = users["rakvere@example.ee"]
    trip = made.event(
        BOG_TRIP.fields(),
        organiser=RAKVERE,
        activity=("3.5.2.4", "2.3"),
        kind=EventKind.OUTING,
        scope=EventScope.COUNTY,
        start_date=next_day(today, 17, SATURDAY),
        start_time=time(10),
        end_time=time(15),
        place="Rakvere raamatukogu ees",
        place_municipality_id=RAKVERE_CITY,
        languages=["et", "uk"],
        audiences=[Audience.NEWCOMERS, Audience.FAMILIES],
        contact_email="loimumine@example.ee",
    )
    settings = open_registration(
        trip, days_before=7, by=by, now=now, capacity=8, policy=Policy.DRAW, asks_party=False
    )
    announced = (settings.closes_at + timedelta(days=1)).date()
    announce_value(
        event=trip,
        source=f"Loto peavõidu numbrid {announced:%d.%m.%Y}, kasvavas järjekorras",
        by=by,
        now=now,
    )
    people = [crowd.one(home=RAKVERE_CITY) for _person in range(13)]
    people.append(crowd.one(home=RAKVERE_CITY, user=users["liige@example.ee"]))
    come(trip, people, days=5, now=now)


def _online_hour(crowd: Crowd, users: dict[str, User], now: datetime) -> None:
    title = WORK_ONLINE.words["et"]["title"]
    event = Event.objects.get(title=title, published_at__isnull=False)
    by = users["rakvere@example.ee"]
    open_registration(event, days_before=1, by=by, now=now, capacity=40, asks_party=False)
    come(event, [crowd.one() for _person in range(9)], days=3, now=now)
