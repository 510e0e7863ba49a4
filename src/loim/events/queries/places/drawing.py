"""The question that a draw answers: who applied, for how many places, under which rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fairplaces import Applicant, Problem, Rule, problem_of_applicants
from loim.events.logic.participant_states import ParticipantState
from loim.events.logic.places.rules import Answer, Rules, Tally
from loim.events.logic.places.rules import Rule as PlaceRule
from loim.events.models import Event, Participant, RegistrationSettings
from loim.events.queries.places.people import in_queue_order, tally_of, units_of
from loim.events.queries.places.rules import rules_of

NOT_SAID = "–"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Question:
    """`rows` by key; `problem` is None where nobody applied or no place is left."""

    rows: dict[int, Participant]
    places: int
    problem: Problem | None


def question_of(event: Event, settings: RegistrationSettings, now: datetime) -> Question:
    """A fixed number of queries. Raises fairplaces' BadInput where the rules contradict."""
    rules = rules_of(event, settings)
    tally = tally_of(event.pk, rules)
    rows = list(applicants(event))
    places = max(0, (settings.capacity or 0) - tally.total)
    if not rows or not places:
        return Question({row.pk: row for row in rows}, places, None)
    people = _people(rows, rules)
    asked = problem_of_applicants(
        people,
        _range(people, places),
        _rules(rules, tally, people, now),
        most_per_household=settings.most_per_organisation or 1,
    )
    return Question({row.pk: row for row in rows}, places, asked)


def applicants(event: Event) -> Sequence[Participant]:
    """Whoever applied and has proved their address, in the order of applying."""
    rows = Participant.objects.filter(
        event=event,
        state=ParticipantState.APPLIED,
        is_held_back=False,
        registration__confirmed_at__isnull=False,
    )
    return list(in_queue_order(rows.select_related("registration", "municipality")))


def _people(rows: Sequence[Participant], rules: Rules) -> list[Applicant]:
    counts_organisations = rules.most_per_organisation is not None
    return [
        Applicant(
            str(person.key),
            _answers(person.answers, rules),
            group=str(unit.key) if len(unit) > 1 else None,
            household=(person.organisation or None) if counts_organisations else None,
        )
        for unit in units_of(rows, rules).units
        for person in unit.people
    ]


def _answers(given: frozenset[Answer], rules: Rules) -> dict[str, str]:
    """Of a question with several answers at once each answer is a question of its own."""
    answers: dict[str, str] = {}
    for rule in rules.rules:
        if rule.question in rules.several:
            answers[_of_several(rule)] = YES if rule.about in given else NO
        else:
            answers.setdefault(rule.question, NOT_SAID)
    for question, answer in given:
        if question in answers:
            answers[question] = answer
    return answers


def _of_several(rule: PlaceRule) -> str:
    return f"{rule.question}:{rule.answer}"


def _rules(rules: Rules, tally: Tally, people: Sequence[Applicant], now: datetime) -> list[Rule]:
    """What those who hold a place leave of the rules; every answer that was given has one."""
    asked: dict[Answer, Rule] = {}
    for rule in rules.rules:
        have = tally.by_answer[rule.about]
        about = (_of_several(rule), YES) if rule.question in rules.several else rule.about
        before = asked.get(about)
        floor = max(rule.floor_at(now) - have, before.floor if before else 0, 0)
        ceilings = [before.ceiling] if before else []
        ceilings.append(None if rule.ceiling is None else max(0, rule.ceiling - have))
        known = [ceiling for ceiling in ceilings if ceiling is not None]
        asked[about] = Rule(*about, floor, min(known) if known else None)
    for person in people:
        for about in person.answers.items():
            asked.setdefault(about, Rule(*about))
    return list(asked.values())


def _range(people: Sequence[Applicant], places: int) -> int | tuple[int, int]:
    """Every place is given, unless fewer applied or those who come together do not add up."""
    if len(people) <= places:
        return (1, places)
    largest = max(Counter(person.group for person in people if person.group).values(), default=1)
    return places if largest == 1 else (max(1, places - largest + 1), places)
