"""People of a registration as they are: what a form about them begins with, and leaves."""

from collections.abc import Iterable
from typing import Any

from loim.events.actions.places import AnswerRequest, PersonRequest
from loim.events.forms.registration.answer_fields import field_name, words_name
from loim.events.models import Participant, Question


def person_as_is(person: Participant) -> PersonRequest:
    """With the answers that they have; these are read already."""
    return PersonRequest(
        name=person.name,
        email=person.email,
        language=person.language,
        party=person.party,
        organisation=person.organisation,
        organisation_name=person.organisation_name,
        municipality=person.municipality,
        answers=tuple(
            AnswerRequest(answer.question_id, answer.option_id, answer.text)
            for answer in person.answers.all()
        ),
        participant=person.pk,
    )


def given_before(person: Participant, questions: Iterable[Question]) -> dict[str, Any]:
    """What a form about these questions begins with."""
    initial: dict[str, Any] = {}
    by_key = {question.pk: question for question in questions}
    for answer in person.answers.all():
        question = by_key.get(answer.question_id)
        if question is None:
            continue
        if answer.option_id is None:
            is_beside = question.kind == "diet"
            initial[words_name(question) if is_beside else field_name(question)] = answer.text
        elif question.kind in {"yes_no", "one_of"}:
            initial[field_name(question)] = str(answer.option_id)
        else:
            initial.setdefault(field_name(question), []).append(str(answer.option_id))
    return initial
