"""The question that the draw of a call answers: who applied, for how many seats, under which
rules."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import override

from fairplaces import Applicant as Drawn
from fairplaces import BadInput, Problem, problem_of_applicants, relaxations
from fairplaces import Rule as DrawRule
from loim.networks.logic.bodies.applicant_states import ApplicantState
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models.bodies import Applicant, CallFeature, MemberCall
from loim.networks.queries.bodies.rules import answers_of, features_asked, rules_of

NOT_SAID = "–"


@dataclass(frozen=True)
class Question:
    """`problem` is None where nobody applied or there is no seat."""

    rows: dict[str, Applicant]
    places: int
    problem: Problem | None


def question_of(call: MemberCall, *, is_for_people: bool = False) -> Question:
    """A few queries, the same for one applicant and for many. `is_for_people`: rules and answers
    have the names that people read, in the active language, for sentences about them.

    Raises fairplaces' BadInput where the rules contradict.
    """
    rules = rules_of(call)
    rows = list(call.applicants.filter(state=ApplicantState.APPLIED).order_by("confirmed_at", "pk"))
    places = call.call_seats.count()
    known = {str(row.pk): row for row in rows}
    if not rows or not places:
        return Question(known, places, None)
    features = features_asked(rules)
    name = _names(features, rules) if is_for_people else _same
    people = [
        Drawn(key, dict(name(*about) for about in answers_of_row(row, features).items()))
        for key, row in known.items()
    ]
    asked: dict[tuple[str, str], DrawRule] = {}
    for rule in rules:
        about = name(rule.feature, rule.value)
        asked[about] = DrawRule(*about, rule.floor, rule.ceiling)
    for person in people:
        for about in person.answers.items():
            asked.setdefault(about, DrawRule(*about))
    size = places if len(people) > places else (1, places)
    return Question(known, places, problem_of_applicants(people, size, list(asked.values())))


Name = Callable[[str, str], tuple[str, str]]


def _same(feature: str, value: str) -> tuple[str, str]:
    return (feature, value)


def _names(features: list[str], rules: list[Rule]) -> Name:
    labels = dict(CallFeature.choices)
    answers = {feature: dict(answers_of(feature, rules)) for feature in features}

    def name(feature: str, value: str) -> tuple[str, str]:
        return (str(labels[CallFeature(feature)]), answers[feature].get(value, value))

    return name


def answers_of_row(row: Applicant, features: list[str]) -> dict[str, str]:
    said = {
        "gender": row.gender,
        "age_group": row.age_group,
        "mother_tongue": row.mother_tongue,
        "party": row.party,
        "county": row.county_id or "",
        "district": row.district,
    }
    return {feature: said[feature] or NOT_SAID for feature in features}


def obstacles(call: MemberCall, language: str) -> list[str]:
    """Why the draw could not be held with those who have applied, each with what would help;
    empty where it can be. In `language`."""
    with override(language):
        try:
            problem = question_of(call, is_for_people=True).problem
        except BadInput as fault:
            return [one.text(language) for one in fault.problems]
        return (
            [] if problem is None else [one.text(problem, language) for one in relaxations(problem)]
        )
