"""The meeting in Viljandi: forty people want its thirty places, and not all alike."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from loim.demo.agenda import write_agenda
from loim.demo.published import COMMUNITY_MEETING
from loim.demo.registrants import Crowd, in_turns
from loim.demo.registrations import come, open_registration
from loim.events.actions.places import (
    AnswerRequest,
    withdraw,
)
from loim.events.actions.places.ruling import RuleFacts, set_rules
from loim.events.actions.registration.question_options import OptionFacts
from loim.events.actions.registration.questions import QuestionFacts, add_question
from loim.events.actions.registration.ready_made import ReadyMade, add_ready_made
from loim.events.models import (
    Event,
    Feature,
    Party,
    Policy,
    Question,
    QuestionKind,
)
from loim.people.models import User

GROUPS = (
    ("Usaldus", "Trust", "Доверие", "Довіра"),
    ("Koostöö", "Co-operation", "Сотрудничество", "Співпраця"),
    ("Tegutsemisruum", "Room to act", "Пространство для дел", "Простір для дій"),
)


def fill_meeting(*, crowd: Crowd, users: dict[str, User], now: datetime) -> None:
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
