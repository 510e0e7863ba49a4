"""Those who are registering, in the form in which the rules look at people."""

from loim.events.actions.places.request import PersonRequest, RegistrationRequest
from loim.events.logic.places.rules import Answer, Person, Rules
from loim.events.models import Feature
from loim.events.queries.places.people import COLUMNS
from loim.events.queries.places.rules import organisation_key, question_name


def people_asked(request: RegistrationRequest, rules: Rules) -> list[Person]:
    """Their keys are their numbers in the request."""
    return [
        Person(
            key=number,
            answers=_answers(person, request.language, rules),
            organisation=organisation_key(
                person.organisation.pk if person.organisation else None, person.organisation_name
            ),
        )
        for number, person in enumerate(request.people)
    ]


def _answers(person: PersonRequest, language: str, rules: Rules) -> frozenset[Answer]:
    given = {
        Feature.PARTY.value: person.party,
        Feature.COUNTY.value: person.municipality.county_id if person.municipality else "",
        Feature.LANGUAGE.value: person.language or language,
    }
    named = {(name, given[name]) for name in rules.questions if name in COLUMNS and given[name]}
    about = {rule.about for rule in rules.rules}
    chosen = {
        (question_name(answer.question_id), str(answer.option_id))
        for answer in person.answers
        if answer.option_id is not None
    }
    return frozenset(named | (chosen & about))


def organisation_names(request: RegistrationRequest) -> list[str]:
    """As people know them, of each person."""
    return [
        person.organisation.name if person.organisation else person.organisation_name
        for person in request.people
    ]
