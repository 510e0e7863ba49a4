"""What those who come eat, counted from what they answered when they registered."""

from collections import Counter
from collections.abc import Iterable

from loim.events.models import Answer, Participant, QuestionKind


def diets_by_person(people: Iterable[Participant]) -> dict[int, list[str]]:
    """For many meals at once, in one query."""
    rows = (
        Answer.objects.filter(
            participant__in=[person.pk for person in people],
            question__kind=QuestionKind.DIET,
        )
        .select_related("option__question__event")
        .order_by("pk")
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        said = str(row.option.text("label")) if row.option else row.text.strip()
        found.setdefault(row.participant_id, []).append(said)
    return found


def counted(people: Iterable[Participant], said: dict[int, list[str]]) -> list[tuple[str, int]]:
    numbers = Counter(diet for person in people for diet in said.get(person.pk, ()))
    return sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
