"""The rows of a registration that is changed: only what differs is touched, so that the history
tells what really changed.
"""

from collections.abc import Collection, Sequence

from loim.events.actions.places.entering import answer_row
from loim.events.actions.places.request import PersonRequest, RegistrationRequest
from loim.events.models import Answer, Participant, Registration

Kept = Sequence[tuple[Participant, PersonRequest]]
_FACTS = (
    "name",
    "email",
    "language",
    "party",
    "organisation",
    "organisation_name",
    "municipality",
)


def write_facts(kept: Kept, *, language: str, asked: Collection[int] | None) -> None:
    """What the people are and what they answered, to the questions that were `asked`."""
    for row, person in kept:
        wanted = {name: getattr(person, name) for name in _FACTS}
        wanted["language"] = person.language or language
        if any(getattr(row, name) != value for name, value in wanted.items()):
            if row.email.lower() != person.email.lower():
                row.is_named_again = False
            for name, value in wanted.items():
                setattr(row, name, value)
            row.save(update_fields=[*_FACTS, "is_named_again"])
    rows = {row.pk: person for row, person in kept}
    before = Answer.objects.filter(participant__in=list(rows))
    if asked is not None:
        before = before.filter(question__in=list(asked))
    had = {(a.participant_id, a.question_id, a.option_id, a.text): a.pk for a in before}
    wanted_answers = {
        (row.pk, answer.question_id, answer.option_id, answer.text): answer_row(row, answer)
        for row, person in kept
        for answer in person.answers
        if asked is None or answer.question_id in asked
    }
    gone = [key for what, key in had.items() if what not in wanted_answers]
    if gone:
        Answer.objects.filter(pk__in=gone).delete()
    Answer.objects.bulk_create(row for what, row in wanted_answers.items() if what not in had)


def write_registration(
    current: Registration, request: RegistrationRequest, *, is_organiser: bool
) -> None:
    wanted = {"name": request.name, "language": request.language}
    if is_organiser:
        wanted["email"] = request.email
    if any(getattr(current, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(current, name, value)
        current.save(update_fields=list(wanted))
