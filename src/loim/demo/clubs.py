"""Tartu's clubs of the plan's activities 2.1 and 2.2: two years of evenings, and those to come.

The plan says: in Estonian for those who know some, in English or Russian for those who know none,
and one in English about what goes on in Tartu; in the quarters I, II and IV. Entered through the
clubs' own actions, evening by evening; all people are invented.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils.timezone import get_default_timezone, localdate

from loim.clubs.actions.attendance import WhoCame, record_attendance
from loim.clubs.actions.clubs import ClubFacts, create_club, open_club
from loim.clubs.actions.facilitators import add_facilitator
from loim.clubs.actions.joining import ask_to_join
from loim.clubs.actions.meetings import (
    MeetingFacts,
    cancel_meeting,
    change_meeting,
    hand_over,
)
from loim.clubs.actions.planning import plan_club
from loim.clubs.actions.timetable import PauseFacts, RuleFacts, add_pause, set_rule
from loim.clubs.actions.visiting import announce
from loim.clubs.logic.quarters import quarter_of
from loim.clubs.models import Club, ClubMeeting, ClubPerson, Facilitator
from loim.demo.accounts import TARTU
from loim.demo.club_texts import COMMUNITY, ESTONIAN, SOCIAL
from loim.demo.event_texts import Words
from loim.demo.published import TARTU_CITY, Maker
from loim.events.models import Audience, EventStatus
from loim.people.models import Municipality, User

TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3
IN_SCHOOL_YEAR = (1, 2, 4)
REGULARS = (
    "Amara Tulija", "Bao Uustartlane", "Chiara Rändaja", "Dmytro Kuulaja", "Elif Jutukas",
    "Femi Algaja", "Gabriela Sõbralik", "Hamid Õppija", "Ines Naeratus", "Jorge Lugeja",
    "Keiko Vaikne", "Lars Põhjala", "Marisol Päike", "Nikhil Küsija", "Olena Lauljatar",
    "Paolo Rattur",
)  # fmt: skip
WAITING = ("Qiang Ootaja", "Rosa Kannatlik", "Samir Varsti")
GUESTS = ("Tariq Külaline", "Uma Möödakäija")


def hold_clubs(*, made: Maker, users: dict[str, User], now: datetime) -> None:
    by, leads = users["tartu@example.ee"], users["noustaja@example.ee"]
    estonian = _found(
        made, ESTONIAN, by, now, _weekly(TUESDAY, time(17, 30), now),
        languages=("et",), practised="et", level="basic", capacity=14, drop_in_places=4,
    )  # fmt: skip
    social = _found(
        made, SOCIAL, by, now, _weekly(THURSDAY, time(18), now),
        languages=("en", "ru"), level="none", capacity=20,
    )  # fmt: skip
    community = _found(
        made, COMMUNITY, by, now, _monthly(WEDNESDAY, time(18), now),
        languages=("en",), level="none", number="2.2",
    )  # fmt: skip
    for number, club in enumerate((estonian, social, community)):
        leader, stand_in = _leaders(club, leads, by, _began(now))
        _join(club, REGULARS[: 14 - 4 * number], _began(now))
        _run(club, leader, Random(number), now)  # noqa: S311  # invented evenings, no secret
        _ahead(club, stand_in, by, now)
    _join(estonian, WAITING, now - timedelta(days=6))
    _exceptions(estonian, by, now)


def _began(now: datetime) -> datetime:
    return now - timedelta(days=2 * 365)


def _weekly(weekday: int, start: time, now: datetime) -> RuleFacts:
    return RuleFacts(
        weekdays=(weekday,),
        start_time=start,
        end_time=start.replace(hour=start.hour + 1, minute=start.minute),
        first_day=localdate(_began(now)),
        quarters=IN_SCHOOL_YEAR,
    )


def _monthly(weekday: int, start: time, now: datetime) -> RuleFacts:
    return RuleFacts(
        frequency="monthly",
        nths=(1,),
        weekdays=(weekday,),
        start_time=start,
        end_time=start.replace(hour=start.hour + 2),
        first_day=localdate(_began(now)),
        quarters=IN_SCHOOL_YEAR,
    )


def _found(
    made: Maker,
    words: Words,
    by: User,
    now: datetime,
    rule: RuleFacts,
    *,
    languages: tuple[str, ...],
    level: str,
    practised: str = "",
    capacity: int | None = None,
    drop_in_places: int | None = None,
    number: str = "2.1",
) -> Club:
    others = {code: texts for code, texts in words.items() if code != "et"}
    source: dict[str, Any] = dict(words["et"])
    began = _began(now)
    club = create_club(
        facts=ClubFacts(
            organisation=made.organisations[TARTU],
            activity=made.activities["3.5.2.1", number],
            translations=others,
            languages=languages,
            practised=practised,
            level=level,
            audiences=(Audience.NEWCOMERS.value, Audience.RETURNEES.value),
            place="Tartu kogukonnamaja",
            address="Näidise 12",
            place_municipality=Municipality.objects.get(pk=TARTU_CITY),
            contact_email="klubi@example.ee",
            capacity=capacity,
            drop_in_places=drop_in_places,
            **source,
        ),
        by=by,
        now=began,
    )
    set_rule(club=club, facts=rule, by=by, now=began)
    open_club(club=club, by=by, now=began)
    return Club.objects.get(pk=club.pk)


def _leaders(club: Club, leads: User, by: User, now: datetime) -> tuple[Facilitator, Facilitator]:
    leader = add_facilitator(
        club=club, name=leads.name, email=leads.email, language=leads.language, by=by, now=now
    )
    stand_in = add_facilitator(
        club=club,
        name="Siim Asendaja",
        email="siim.asendaja@example.ee",
        language="et",
        is_stand_in=True,
        by=by,
        now=now,
    )
    return leader, stand_in


def _join(club: Club, names: Iterable[str], now: datetime) -> None:
    """As if each had confirmed at once."""
    for number, name in enumerate(names):
        address = name.lower().replace(" ", ".").translate(str.maketrans("õäöü", "oaou"))
        ask_to_join(
            club=club,
            name=name,
            email=f"{address}@example.ee",
            language=("en", "ru", "uk", "et")[number % 4],
            is_proved=True,
            now=now + timedelta(minutes=number),
        )


def _run(club: Club, leader: Facilitator, chance: Random, now: datetime) -> None:
    """Quarter by quarter, as the nightly job and the evenings themselves would have done."""
    people = list(ClubPerson.objects.filter(club=club, state="regular").order_by("pk"))
    today, at = localdate(now), _began(now)
    while at < now:
        plan_club(club=club, by=None, now=at)
        at += timedelta(days=60)
    over = ClubMeeting.objects.filter(
        club=club, event__start_date__lt=today, event__status=EventStatus.PUBLISHED
    ).select_related("event", "club__activity__programme")
    for meeting in over.order_by("day"):
        # Autumn is fuller than spring, and not everybody comes each time.
        share = 0.72 if quarter_of(meeting.day) == 4 else 0.55
        came = [person.pk for person in people if chance.random() < share]
        record_attendance(
            meeting=meeting,
            who=WhoCame(
                came=came,
                shown=[person.pk for person in people],
                unnamed=chance.choice((0, 0, 1, 2)),
                new_names=[chance.choice(GUESTS)] if chance.random() < 0.15 else [],
            ),
            facilitator=leader,
            now=_evening(meeting.day),
        )
    plan_club(club=club, by=None, now=now)


def _ahead(club: Club, stand_in: Facilitator, by: User, now: datetime) -> None:
    """A stand-in leads the second meeting to come, and the third has a topic."""
    coming = _coming(club, now)
    if len(coming) > 3:
        hand_over(meeting=coming[1], to=stand_in, by=by, now=now)
        topic = {"en": {"topic": "Customs at the turn of the year"}}
        _with_topic(coming[2], "aastavahetuse kombed", topic, by, now)


def _exceptions(club: Club, by: User, now: datetime) -> None:
    """A cancelled evening, a guest who announced herself, and a pause to come."""
    coming = _coming(club, now)
    announce(
        meeting=coming[0], name="Vera Uudishimulik", email="vera@example.ee", language="ru", now=now
    )
    cancel_meeting(
        meeting=coming[3], why="Kogukonnamajas parandatakse sel õhtul kütet.", by=by, now=now
    )
    last = coming[-1].day
    add_pause(
        club=club,
        facts=PauseFacts(
            last - timedelta(days=6),
            last + timedelta(days=1),
            "Koolivaheaeg",
            {
                "en": {"reason": "School holidays"},
                "ru": {"reason": "Школьные каникулы"},
                "uk": {"reason": "Шкільні канікули"},
            },
        ),
        by=by,
        now=now,
    )


def _with_topic(
    meeting: ClubMeeting,
    topic: str,
    translations: dict[str, dict[str, str]],
    by: User,
    now: datetime,
) -> None:
    event = meeting.event
    if event is None or event.start_time is None or event.end_time is None:
        return
    change_meeting(
        meeting=meeting,
        facts=MeetingFacts(
            day=event.start_date,
            start_time=event.start_time,
            end_time=event.end_time,
            place=event.place,
            address=event.address,
            topic=topic,
            translations=translations,
        ),
        by=by,
        now=now,
    )


def _coming(club: Club, now: datetime) -> list[ClubMeeting]:
    meetings = ClubMeeting.objects.filter(
        club=club, event__start_date__gt=localdate(now), event__status=EventStatus.PUBLISHED
    )
    return list(meetings.select_related("event", "club").order_by("day"))


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(21), get_default_timezone())
