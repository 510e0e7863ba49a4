"""People register in the demonstration: for the meeting in Viljandi, a club, a trip, an hour."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_default_timezone

from loim.demo.accounts import RAKVERE
from loim.demo.agenda import write_agenda
from loim.demo.event_texts import CLUB, WORK_ONLINE
from loim.demo.gathering_texts import BOG_TRIP
from loim.demo.published import COMMUNITY_MEETING, RAKVERE_CITY, TARTU_CITY, Maker, next_day
from loim.demo.registrants import Crowd, in_turns
from loim.events.actions.places import (
    AnswerRequest,
    RegistrationRequest,
    approve,
    register_all,
    withdraw,
)
from loim.events.actions.places.drawing import announce_value
from loim.events.actions.places.ruling import RuleFacts, set_rules
from loim.events.actions.registration.question_options import OptionFacts
from loim.events.actions.registration.questions import QuestionFacts, add_question
from loim.events.actions.registration.ready_made import ReadyMade, add_ready_made
from loim.events.actions.registration.settings import save_settings
from loim.events.models import (
    Audience,
    Door,
    Event,
    EventKind,
    EventScope,
    Feature,
    Party,
    Policy,
    Question,
    QuestionKind,
    RegistrationSettings,
)
from loim.people.models import User

SATURDAY = 5
# An offer that stands for a week is still open when somebody looks at the demonstration.
OFFER_HOURS = 7 * 24
GROUPS = (
    ("Usaldus", "Trust", "Доверие", "Довіра"),
    ("Koostöö", "Co-operation", "Сотрудничество", "Співпраця"),
    ("Tegutsemisruum", "Room to act", "Пространство для дел", "Простір для дій"),
)


def open_registrations(
    *, made: Maker, crowd: Crowd, users: dict[str, User], today: date, now: datetime
) -> None:
    _meeting(crowd, users, now)
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


def _meeting(crowd: Crowd, users: dict[str, User], now: datetime) -> None:
    """Thirty places: some wait since places are kept for others, some since students are many."""
    event = Event.objects.get(submission=COMMUNITY_MEETING)
    by = users["juht@example.ee"]
    write_agenda(event=event, by=by, now=now)
    settings = open_registration(
        event,
        days_before=14,
        by=by,
        now=now,
        capacity=30,
        policy=Policy.FIRST_COME,
        most_per_organisation=2,
        **_information(),
    )
    questions = _questions(event, by, now)
    released = settings.closes_at - timedelta(days=4)
    set_rules(
        event=event,
        rules=[
            *(
                RuleFacts(Feature.PARTY, party, floor=8, released_at=released)
                for party in (Party.MUNICIPALITY, Party.COMMUNITY)
            ),
            RuleFacts(Feature.PARTY, Party.STUDENT, ceiling=6),
        ],
        by=by,
        now=now,
    )
    # The seventh student waits though there are places still; later, others for the kept ones.
    parties = [
        *in_turns((Party.MUNICIPALITY, 4), (Party.COMMUNITY, 3), (Party.STUDENT, 7)),
        *in_turns(
            (Party.MUNICIPALITY, 5),
            (Party.COMMUNITY, 3),
            (Party.STUDENT, 1),
            (Party.UMBRELLA, 2),
            (Party.CONSULTANT, 7),
            (Party.STATE, 2),
            (Party.RESIDENT, 6),
        ),
    ]
    members = {4: users["liige@example.ee"], len(parties) - 1: users["noustaja@example.ee"]}
    people = [
        crowd.one(
            party,
            answers=_answers(questions, number),
            user=members.get(number),
        )
        for number, party in enumerate(parties)
    ]
    come(event, people, days=10, now=now)
    # A student does not come after all: the place is offered to whoever is next.
    leaving = event.participants.filter(party=Party.STUDENT, state="admitted").order_by("pk")[:1]
    withdraw(participants=leaving, by=None, now=now)


def _information() -> dict[str, Any]:
    words = {
        "et": "Kohtade arv on piiratud. Korraldajal on õigus jätta inimesi ootenimekirja, et"
        " esindatud oleksid eri osapooled.",
        "en": "The number of places is limited. The organiser may put people on the waiting list"
        " so that different parties are represented.",
        "ru": "Число мест ограничено. Чтобы были представлены разные стороны, организатор может"
        " внести часть людей в список ожидания.",
        "uk": "Кількість місць обмежена. Щоб були представлені різні сторони, організатор може"
        " внести частину людей до списку очікування.",
    }
    others = {code: {"information": text} for code, text in words.items() if code != "et"}
    return {"information": words["et"], "translations": others}


def _questions(event: Event, by: User, now: datetime) -> list[Question]:
    made = [
        add_ready_made(event=event, which=which, by=by, now=now)
        for which in (ReadyMade.DIET, ReadyMade.ACCESS)
    ]
    labels = (
        "Millises arutelugrupis soovite osaleda?",
        "Which discussion group would you like to join?",
        "В какой группе вы хотите участвовать?",
        "У якій групі ви хочете взяти участь?",
    )
    group = QuestionFacts(
        label=labels[0],
        is_required=True,
        translations=_translated(labels),
        options=tuple(
            OptionFacts(words[0], most=14, translations=_translated(words)) for words in GROUPS
        ),
    )
    made.append(add_question(event=event, kind=QuestionKind.ONE_OF, facts=group, by=by, now=now))
    return made


def _translated(words: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {code: {"label": text} for code, text in zip(("en", "ru", "uk"), words[1:], strict=True)}


def _answers(questions: Sequence[Question], number: int) -> list[AnswerRequest]:
    diet, access, group = questions
    chosen = list(group.options.order_by("position"))[number % len(GROUPS)]
    answers = [AnswerRequest(group.pk, chosen.pk)]
    if number % 4 == 0:
        diets = list(diet.options.order_by("position"))
        answers.append(AnswerRequest(diet.pk, diets[number // 4 % len(diets)].pk))
    if number % 15 == 7:
        answers.append(AnswerRequest(access.pk, text="Liigun ratastooliga."))
    return answers


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
