"""The question as a program asks it: each applicant with their team, household and decision."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from fairplaces.problem import Decision, Limit, Person, Problem, Rule, Team


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applies.

    group: the same text means all together or not at all; household: of the same text (a
    household, an organisation) only so many are admitted; must and must_not: the written reason
    of a decision, which stands in the public record and should name nobody.
    """

    id: str
    answers: Mapping[str, str]
    group: str | None = None
    household: str | None = None
    must: str = ""
    must_not: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))


def problem_of_applicants(
    applicants: Iterable[Applicant],
    places: int | tuple[int, int],
    rules: Iterable[Rule] = (),
    *,
    most_per_household: int = 1,
) -> Problem:
    """The problem of these applicants. Raises `BadInput` naming every fault.

    places: a number, or the least and the most. Answers are compared in one Unicode form (NFC)
    and without spaces around them, so that what looks alike is alike.
    """
    everyone = tuple(applicants)
    return Problem(
        people=tuple(
            Person(one.id, {one_form(q): one_form(a) for q, a in one.answers.items()})
            for one in everyone
        ),
        places=places,
        rules=tuple(_tidy(rule) for rule in rules),
        teams=tuple(
            Team(name, members)
            for name, members in together((one.group, one.id) for one in everyone).items()
            if len(members) > 1
        ),
        limits=tuple(
            Limit(name, members, most_per_household)
            for name, members in together((one.household, one.id) for one in everyone).items()
            if len(members) > most_per_household
        ),
        must=tuple(Decision(one.id, one.must) for one in everyone if one.must),
        must_not=tuple(Decision(one.id, one.must_not) for one in everyone if one.must_not),
    )


def together(labelled: Iterable[tuple[str | None, str]]) -> dict[str, tuple[str, ...]]:
    """People by label; those without one are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for label, person in labelled:
        if label and label.strip():
            found[label.strip()].append(person)
    return {label: tuple(members) for label, members in found.items()}


def one_form(text: str) -> str:
    """The text composed (NFC), without spaces around it; anything but text stays as it is."""
    return unicodedata.normalize("NFC", text).strip() if isinstance(text, str) else text


def _tidy(rule: Rule) -> Rule:
    return replace(rule, question=one_form(rule.question), answer=one_form(rule.answer))
