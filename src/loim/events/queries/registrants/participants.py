"""Lists of participants: filtered, sorted, with answers as columns, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from loim.events.models import Answer, Event, Option, Participant, Question, QuestionKind

SORTS = {
    "name": ("name", "pk"),
    "-registered": ("-registration__created_at", "-pk"),
    "registered": ("registration__created_at", "pk"),
    "state": ("state", "name", "pk"),
    "party": ("party", "name", "pk"),
    "organisation": ("organisation__name", "organisation_name", "name", "pk"),
    "municipality": ("municipality__name", "name", "pk"),
}


@dataclass(frozen=True)
class ParticipantFilter:
    """Empty means all."""

    text: str = ""
    state: str = ""
    party: str = ""
    county: str = ""
    sort: str = "name"
    questions: tuple[int, ...] = field(default=())


def listed_participants(event: Event, wanted: ParticipantFilter) -> QuerySet[Participant]:
    """Each with organisation, municipality and registration; erased ones stay, without names."""
    return (
        Participant.objects.filter(_conditions(wanted), event=event)
        .select_related("organisation", "municipality__county", "registration")
        .order_by(*SORTS.get(wanted.sort, SORTS["name"]))
    )


def _conditions(wanted: ParticipantFilter) -> Q:
    conditions = Q()
    if wanted.text:
        conditions &= (
            Q(name__icontains=wanted.text)
            | Q(email__icontains=wanted.text)
            | Q(organisation__name__icontains=wanted.text)
            | Q(organisation_name__icontains=wanted.text)
        )
    if wanted.state:
        conditions &= Q(state=wanted.state)
    if wanted.party:
        conditions &= Q(party=wanted.party)
    if wanted.county:
        conditions &= Q(municipality__county=wanted.county) | Q(
            municipality=None, organisation__municipality__county=wanted.county
        )
    return conditions


def numbers_by_state(event: Event) -> dict[str, int]:
    rows = Participant.objects.filter(event=event).values_list("state")
    return dict(rows.annotate(n=Count("pk")).order_by())


def asked_questions(event: Event) -> list[Question]:
    """Those that are asked, and removed ones that somebody answered; each with its event."""
    found = list(
        Question.objects.filter(event=event)
        .filter(Q(removed_at=None) | Q(answers__isnull=False))
        .distinct()
        .order_by("position", "pk")
    )
    for question in found:
        question.event = event
    return found


def answers_of(
    people: Iterable[Participant], questions: Sequence[Question]
) -> dict[tuple[int, int], str]:
    """In words, by participant's and question's key; two queries."""
    by_key = {question.pk: question for question in questions}
    options = Option.objects.filter(question__in=by_key)
    labels: dict[int, str] = {}
    for option in options:
        option.question = by_key[option.question_id]
        labels[option.pk] = option.text("label")
    rows = Answer.objects.filter(
        participant__in=[person.pk for person in people], question__in=by_key
    ).order_by("question", "option__position", "pk")
    found: dict[tuple[int, int], list[str]] = {}
    for answer in rows:
        words = found.setdefault((answer.participant_id, answer.question_id), [])
        words.append(
            labels[answer.option_id]
            if answer.option_id
            else text_in_words(by_key[answer.question_id].kind, answer.text)
        )
    return {key: "; ".join(words) for key, words in found.items()}


def text_in_words(kind: str, text: str) -> str:
    """A written answer as people here write it."""
    if kind == QuestionKind.DATE:
        try:
            return f"{date.fromisoformat(text):%d.%m.%Y}"
        except ValueError:
            return text
    return text
