"""Events with a public page: some in the coming weeks, and a series that began in 2017."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from loim.demo.accounts import IMPLEMENTER, MINISTRY, RAKVERE, TARTU
from loim.demo.event_texts import (
    CLUB,
    COLLECT_IDEAS,
    COMMUNITY_WORK,
    FIELD_VISITS,
    GET_TO_KNOW,
    IDA_VIRU,
    SOUTH_EAST,
    TRIP,
    WORK_ONLINE,
    WORK_TOGETHER,
    field_visit,
)
from loim.events.models import (
    Audience,
    Event,
    EventKind,
    EventScope,
    EventStatus,
    Partner,
    PartnerRole,
    Series,
)
from loim.people.models import Organisation, User
from loim.programmes.models import Activity, Programme

# By it the other parts of the demonstration find the meeting that people register for.
COMMUNITY_MEETING = UUID("27080000-0000-4000-8000-000000000001")
MONDAY, WEDNESDAY, THURSDAY = 0, 2, 3
VILJANDI, TARTU_CITY, RAKVERE_CITY, NARVA, VORU = "0897", "0793", "0663", "0511", "0919"


def community_meeting() -> Event:
    """The meeting of thirty people in Viljandi."""
    return Event.objects.get(submission=COMMUNITY_MEETING)


def publish_events(*, made: "Maker", today: date) -> None:
    meeting = made.event(
        COMMUNITY_WORK.fields(),
        organiser=IMPLEMENTER,
        activity=("3.5.1.3", "3"),
        kind=EventKind.NETWORK_MEETING,
        scope=EventScope.NATIONAL,
        start_date=next_day(today, 24, THURSDAY),
        start_time=time(10),
        end_time=time(16, 15),
        place="Viljandi ürituste maja",
        address="Näidise 1",
        place_municipality_id=VILJANDI,
        languages=["et"],
        audiences=[Audience.OFFICIALS, Audience.SPECIALISTS, Audience.ASSOCIATIONS],
        contact_email="kogukonnad@example.ee",
        submission=COMMUNITY_MEETING,
    )
    made.partners(
        meeting,
        ("Näidisülikool", PartnerRole.CO_ORGANISER),
        ("Siseministeerium", PartnerRole.FUNDER),
        ("OÜ Näidiskoolitus", PartnerRole.PARTNER),
        ("MTÜ Näidis Rahvakultuuri Selts", PartnerRole.PARTNER),
    )
    _club(made, today)
    _online_hour(made, today)
    _cancelled_trip(made, today)
    _field_visits(made, today)


def _club(made: "Maker", today: date) -> None:
    series = made.series(CLUB.words, TARTU)
    first = next_day(today, 5, WEDNESDAY)
    for week in range(4):
        made.event(
            CLUB.fields(),
            organiser=TARTU,
            activity=("3.5.2.1", "2.1"),
            kind=EventKind.CONVERSATION_CLUB,
            scope=EventScope.MUNICIPAL,
            start_date=first + timedelta(weeks=week),
            start_time=time(17, 30),
            end_time=time(19),
            place="Tartu kogukonnamaja",
            address="Näidise 12",
            place_municipality_id=TARTU_CITY,
            languages=["et"],
            audiences=[Audience.NEWCOMERS, Audience.RESIDENTS],
            contact_email="klubi@example.ee",
            series=series,
        )


def _online_hour(made: "Maker", today: date) -> None:
    hour = made.event(
        WORK_ONLINE.fields(),
        organiser=RAKVERE,
        activity=("3.5.2.4", "2.2"),
        kind=EventKind.LECTURE,
        scope=EventScope.COUNTY,
        start_date=next_day(today, 11, THURSDAY),
        start_time=time(12),
        end_time=time(13),
        online_url="https://veeb.example.ee/toetund",
        languages=["et", "en", "ru", "uk"],
        audiences=[Audience.NEWCOMERS, Audience.RETURNEES],
        contact_email="loimumine@example.ee",
    )
    made.partners(hour, ("Eesti Töötukassa", PartnerRole.PARTNER))


def _cancelled_trip(made: "Maker", today: date) -> None:
    made.event(
        TRIP.fields(),
        organiser=RAKVERE,
        activity=("3.5.2.4", "2.3"),
        status=EventStatus.CANCELLED,
        kind=EventKind.OUTING,
        scope=EventScope.COUNTY,
        start_date=next_day(today, 14, WEDNESDAY),
        place="Rakvere raamatukogu ees",
        place_municipality_id=RAKVERE_CITY,
        languages=["et", "uk"],
        audiences=[Audience.NEWCOMERS, Audience.FAMILIES],
        contact_email="loimumine@example.ee",
    )


def _field_visits(made: "Maker", today: date) -> None:
    """The ministry's own series; what was held before the platform has its page, too."""
    series = made.series(FIELD_VISITS.words, MINISTRY)
    coming = next_day(today, 45, MONDAY)
    for start, days, where, purpose, municipality in (
        (date(2017, 8, 7), 5, IDA_VIRU, GET_TO_KNOW, NARVA),
        (date(2018, 8, 6), 5, IDA_VIRU, COLLECT_IDEAS, NARVA),
        (date(2019, 8, 12), 5, SOUTH_EAST, WORK_TOGETHER, VORU),
        (coming, 3, IDA_VIRU, COLLECT_IDEAS, NARVA),
    ):
        visit = made.event(
            field_visit(where, purpose).fields(),
            organiser=MINISTRY,
            status=EventStatus.PUBLISHED if start >= today else EventStatus.HELD,
            kind=EventKind.FIELD_VISIT,
            scope=EventScope.NATIONAL,
            start_date=start,
            end_date=start + timedelta(days=days - 1),
            place="Narva" if municipality == NARVA else "Võru",
            place_municipality_id=municipality,
            languages=["et"],
            audiences=[Audience.OFFICIALS],
            contact_email="valitood@example.ee",
            series=series,
        )
        made.partners(visit, ("Integratsiooni Sihtasutus", PartnerRole.HOST))


class Maker:
    def __init__(
        self,
        programme: Programme,
        organisations: dict[str, Organisation],
        by: User,
        now: datetime,
    ) -> None:
        self.organisations = organisations
        self.by, self.now = by, now
        self.activities = {
            (activity.code, activity.number): activity
            for activity in Activity.objects.filter(programme=programme)
        }

    def event(
        self,
        words: dict[str, Any],
        *,
        organiser: str,
        activity: tuple[str, str] | None = None,
        **fields: Any,
    ) -> Event:
        fields.setdefault("status", EventStatus.PUBLISHED)
        fields.setdefault("end_date", fields["start_date"])
        return Event.objects.create(
            organiser=self.organisations[organiser],
            activity=self.activities[activity] if activity else None,
            published_at=self.now,
            recorded_by=self.by,
            recorded_at=self.now,
            **words,
            **fields,
        )

    def series(self, words: dict[str, dict[str, str]], organiser: str) -> Series:
        kept = {"title", "description"}
        texts = {
            code: {name: text for name, text in each.items() if name in kept}
            for code, each in words.items()
        }
        source = texts.pop("et")
        return Series.objects.create(
            organiser=self.organisations[organiser], translations=texts, **source
        )

    def partners(self, of: Event, *partners: tuple[str, PartnerRole]) -> None:
        Partner.objects.bulk_create(
            [
                Partner(
                    event=of, organisation=self.organisations[name], role=role, position=position
                )
                for position, (name, role) in enumerate(partners)
            ]
        )


def next_day(today: date, at_least: int, weekday: int) -> date:
    """The first such weekday from so many days on."""
    day = today + timedelta(days=at_least)
    return day + timedelta(days=(weekday - day.weekday()) % 7)
