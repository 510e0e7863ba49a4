"""Everything that somebody's own page says about their registration."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language

from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models import (
    TO_BE_HELD,
    Answer,
    Event,
    Participant,
    Question,
    QuestionKind,
    QuestionStage,
    RegistrationSettings,
)
from loim.events.queries.places.explanation import explanation_of
from loim.events.queries.places.standing import standing
from loim.events.queries.registration.call import CallState, starting_time, state_by_time
from loim.events.queries.registration.own_link import Opened
from loim.events.queries.registration.questions import as_asked, questions_of
from loim.events.queries.registration.states_in_words import colour_of, state_in_words

S = ParticipantState


@dataclass(frozen=True)
class OwnPerson:
    """`answers` are pairs (question, answer in words)."""

    participant: Participant
    state: str
    colour: str
    explanation: list[str]
    answers: list[tuple[Question, str]]
    has_place: bool
    is_offered: bool
    can_leave: bool
    owes_answers: bool


@dataclass(frozen=True)
class OwnTimes:
    """What can still be done, and until when."""

    change_until: datetime
    can_change: bool
    can_leave: bool


def own_times(event: Event, settings: RegistrationSettings | None, now: datetime) -> OwnTimes:
    starts = starting_time(event)
    limit = settings.change_until if settings is not None else None
    change_until = min(limit or starts, starts)
    is_ahead = event.status in TO_BE_HELD and now < starts
    return OwnTimes(change_until, is_ahead and now < change_until, is_ahead)


def may_add(event: Event, settings: RegistrationSettings, people: int, now: datetime) -> bool:
    """Whether one more may come along with these: registration is open, and there is room."""
    if not own_times(event, settings, now).can_change:
        return False
    if state_by_time(event, settings, now) != CallState.OPEN:
        return False
    return 0 < people < settings.most_per_registration


def own_people(opened: Opened, times: OwnTimes, now: datetime) -> list[OwnPerson]:
    """In the order in which they were written down; two queries for each of them beside."""
    registration = opened.registration
    answers = Answer.objects.select_related("question", "option").order_by(
        "question__position", "question", "option__position", "pk"
    )
    people = list(
        opened.participants()
        .select_related("organisation", "municipality", "certificate")
        .prefetch_related(Prefetch("answers", queryset=answers))
    )
    places = None
    if any(person.state == S.WAITING for person in people):
        places = standing(registration.event, now)
    follow_up = questions_of(registration.event, QuestionStage.FOLLOW_UP)
    found = []
    for person in people:
        person.event, person.registration = registration.event, registration
        has_place = person.state in {S.ADMITTED, S.ATTENDED}
        found.append(
            OwnPerson(
                participant=person,
                state=state_in_words(person),
                colour=colour_of(person),
                explanation=explanation_of(
                    person, get_language() or person.language, now=now, places=places
                ),
                answers=answers_in_words(person),
                has_place=has_place,
                is_offered=_waits_for_answer(person, now),
                can_leave=times.can_leave and person.state in LIVE,
                owes_answers=person.state == S.ADMITTED and owes_answers(person, follow_up),
            )
        )
    return found


def _waits_for_answer(person: Participant, now: datetime) -> bool:
    """An offer that is past its time is taken back by a job, moments later."""
    expires, confirmed = person.offer_expires_at, person.registration.confirmed_at
    return expires is not None and now < expires and confirmed is not None


def chosen_by(person: Participant) -> frozenset[int]:
    """Keys of the options that they chose; their answers are read already."""
    return frozenset(a.option_id for a in person.answers.all() if a.option_id is not None)


def owes_answers(person: Participant, follow_up: Iterable[Question]) -> bool:
    """Is something asked of them, after they got a place, that they have not answered?"""
    chosen = chosen_by(person)
    answered = {answer.question_id for answer in person.answers.all()}
    return any(
        asked.key not in answered and (asked.only_if is None or asked.only_if in chosen)
        for asked in as_asked(follow_up)
    )


def answers_in_words(person: Participant) -> list[tuple[Question, str]]:
    """Several answers to one question stand together."""
    words: dict[int, list[str]] = {}
    questions: dict[int, Question] = {}
    for answer in person.answers.all():
        question = answer.question
        question.event = person.event
        questions[question.pk] = question
        words.setdefault(question.pk, []).append(_in_words(answer, question))
    return [(question, "; ".join(words[key])) for key, question in questions.items()]


def _in_words(answer: Answer, question: Question) -> str:
    if answer.option is not None:
        answer.option.question = question
        return answer.option.text("label")
    if question.kind == QuestionKind.DATE and (day := parse_date(answer.text)):
        return date_format(day, "SHORT_DATE_FORMAT")
    return answer.text
