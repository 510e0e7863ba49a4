"""For whom a service is, as conditions that a machine can try: groups of conditions.

Any group is enough, and a group holds where all its conditions do; no groups is everybody. Answers
are partial: what a person has not said is unknown, and unknown hides nothing (Kleene's logic).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    AGE = "age"  # whole years
    DAYS_SINCE_ARRIVAL = "days_since_arrival"  # below zero: days until it
    CHILDREN = "children"  # ages of the children who live with the person
    STATUS = "status"  # several may be true
    LANGUAGE = "language"  # those that the person speaks
    MUNICIPALITY = "municipality"  # of residence, by EHAK
    COUNTY = "county"  # of residence, by EHAK
    CITIZENSHIP = "citizenship"
    RIGHT_OF_RESIDENCE = "right_of_residence"
    ESTONIAN_LEVEL = "estonian_level"


# The least and the greatest value that may be asked for.
RANGES: dict[Question, tuple[int, int]] = {
    Question.AGE: (0, 130),
    Question.DAYS_SINCE_ARRIVAL: (-3660, 36600),
    Question.CHILDREN: (0, 130),
}
OPTIONS: dict[Question, tuple[str, ...]] = {
    Question.STATUS: (
        "worker", "entrepreneur", "jobseeker", "student", "pupil", "family_member", "parent_at_home",
        "retired", "returnee", "disabled",
    ),
    Question.LANGUAGE: ("et", "en", "ru", "uk", "other"),
    Question.CITIZENSHIP: ("estonia", "eu", "ukraine", "other", "undetermined"),
    Question.RIGHT_OF_RESIDENCE: (
        "citizen", "eu_right", "temporary_permit", "long_term_permit", "temporary_protection",
        "international_protection", "visa", "none",
    ),
    Question.ESTONIAN_LEVEL: ("none", "a1", "a2", "b1", "b2", "c1", "c2"),
}  # fmt: skip
PLACES = frozenset({Question.MUNICIPALITY, Question.COUNTY})  # any code that is passed in
SEVERAL = frozenset({Question.STATUS, Question.LANGUAGE, Question.CHILDREN})


@dataclass(frozen=True)
class Condition:
    """Of a number: `at_least` to `at_most`, either may be open. Of the rest: any of `options`.

    Where a question has several answers (SEVERAL) one that fits is enough. `is_negated`: must
    not be so.
    """

    question: Question
    options: frozenset[str] = frozenset()
    at_least: int | None = None
    at_most: int | None = None
    is_negated: bool = False

    def allows(self, value: int | str) -> bool:
        """Whether one answer fits, negation left out."""
        if isinstance(value, str):
            return value in self.options
        first, last = self.bounds
        return first <= value <= last

    @property
    def bounds(self) -> tuple[int, int]:
        first, last = RANGES[self.question]
        return (
            first if self.at_least is None else self.at_least,
            last if self.at_most is None else self.at_most,
        )


Group = tuple[Condition, ...]
Groups = tuple[Group, ...]
Answer = int | str | frozenset[int] | frozenset[str]
Answers = Mapping[Question, Answer]  # a question that is left out was not answered


class Applies(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def applies(groups: Iterable[Group], answers: Answers) -> Applies:
    tried = [_all(_meets(condition, answers) for condition in group) for group in groups]
    if not tried or Applies.YES in tried:
        return Applies.YES
    return Applies.UNKNOWN if Applies.UNKNOWN in tried else Applies.NO


def completed(answers: Answers, county_of: Mapping[str, str]) -> Answers:
    """With the county that the municipality lies in."""
    county = county_of.get(str(answers.get(Question.MUNICIPALITY, "")))
    return {**answers, Question.COUNTY: county} if county else answers


def questions_of(groups: Iterable[Group]) -> tuple[Question, ...]:
    """Those that need asking, each once, in the order in which they are best asked."""
    asked = {condition.question for group in groups for condition in group}
    return tuple(question for question in Question if question in asked)


def open_questions(groups: Iterable[Group], answers: Answers) -> tuple[Question, ...]:
    """Those whose answers still matter: of groups that are neither met nor ruled out."""
    groups = tuple(groups)
    if applies(groups, answers) != Applies.UNKNOWN:
        return ()
    undecided = [group for group in groups if applies((group,), answers) == Applies.UNKNOWN]
    return tuple(question for question in questions_of(undecided) if question not in answers)


def _all(tried: Iterable[Applies]) -> Applies:
    found = set(tried)
    return next((each for each in (Applies.NO, Applies.UNKNOWN) if each in found), Applies.YES)


def _meets(condition: Condition, answers: Answers) -> Applies:
    answer = answers.get(condition.question)
    if answer is None:
        return Applies.UNKNOWN
    given = answer if isinstance(answer, frozenset) else frozenset((answer,))
    fits = any(condition.allows(value) for value in given)
    return Applies.YES if fits != condition.is_negated else Applies.NO


@dataclass(frozen=True)
class Contradiction:
    """No answer to the question meets all that a group asks of it."""

    question: Question


def unsatisfiable(
    group: Sequence[Condition], county_of: Mapping[str, str] | None = None
) -> Contradiction | None:
    """Why nobody can meet the group; None where somebody can. Exact over all possible answers.

    `county_of` says in which county each municipality lies; without it any pair is possible.
    """
    for question in questions_of((tuple(group),)):
        asked = [condition for condition in group if condition.question == question]
        if not _has_answer(question, asked):
            return Contradiction(question)
    if county_of and set(questions_of((tuple(group),))) >= PLACES:
        asked = [condition for condition in group if condition.question in PLACES]
        if not any(_fit(asked, *pair) for pair in county_of.items()):
            return Contradiction(Question.COUNTY)
    return None


def groups_nobody_meets(
    groups: Iterable[Group], county_of: Mapping[str, str] | None = None
) -> dict[int, Contradiction]:
    """By the number of the group. A service for all of whose groups this holds is for nobody."""
    found = {number: unsatisfiable(group, county_of) for number, group in enumerate(groups)}
    return {number: why for number, why in found.items() if why is not None}


def _has_answer(question: Question, asked: list[Condition]) -> bool:
    wanted = [condition for condition in asked if not condition.is_negated]
    banned = [condition for condition in asked if condition.is_negated]
    values = _values_that_matter(question, asked)

    def free(condition: Condition | None) -> list[int | str]:
        return [
            value
            for value in values
            if (condition is None or condition.allows(value))
            and not any(each.allows(value) for each in banned)
        ]

    if question in SEVERAL:  # each wish may be met by an answer of its own; none banned
        return all(free(condition) for condition in wanted)
    return any(all(condition.allows(value) for condition in wanted) for value in free(None))


def _values_that_matter(question: Question, asked: list[Condition]) -> Sequence[int | str]:
    """Enough of the possible answers: between two bounds all are alike."""
    if question in OPTIONS:
        return OPTIONS[question]
    if question in PLACES:  # '' stands for all places that no condition names
        return ["", *sorted({code for condition in asked for code in condition.options})]
    first, last = RANGES[question]
    edges = {first, last}
    for condition in asked:
        least, most = condition.bounds
        edges |= {least - 1, least, most, most + 1}
    return sorted(edge for edge in edges if first <= edge <= last)


def _fit(asked: list[Condition], municipality: str, county: str) -> bool:
    place = {Question.MUNICIPALITY: municipality, Question.COUNTY: county}
    return all(each.allows(place[each.question]) != each.is_negated for each in asked)
