"""Organisations that participants named in their own words."""

from collections import Counter
from dataclasses import dataclass

from loim.events.logic.names import fold
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, Participant, Party
from loim.events.queries.organisation_book import OrganisationBook
from loim.people.models import Organisation


def organisation_named(name: str) -> Organisation | None:
    """The one that the name can only mean; None where that is a question."""
    if not name.strip():
        return None
    found = OrganisationBook().directory.find(name)
    return Organisation.objects.get(pk=found.pop()) if len(found) == 1 else None


@dataclass(frozen=True)
class Unresolved:
    """A name that people who came gave, and is no organisation's here; `key` stands for it."""

    key: str
    name: str
    municipality: str
    people: tuple[int, ...]
    suggestions: tuple[int, ...]


def unresolved(event: Event, book: OrganisationBook) -> list[Unresolved]:
    """The most numerous first. Whoever named no organisation came for themselves.

    Somebody who came for a municipality without naming its office is asked about, too.
    """
    groups: dict[str, list[Participant]] = {}
    for person in _without_organisation(event):
        if name := name_given(person):
            groups.setdefault(fold(name), []).append(person)
    found = [_question(key, people, book) for key, people in groups.items()]
    return sorted(found, key=lambda question: (-len(question.people), question.key))


def count_unresolved(event: Event) -> int:
    """How many names; without reading the organisations."""
    return len(
        {fold(name) for person in _without_organisation(event) if (name := name_given(person))}
    )


def _without_organisation(event: Event) -> list[Participant]:
    return list(
        event.participants.filter(
            state=ParticipantState.ATTENDED, organisation=None, erased_at=None
        )
        .select_related("municipality")
        .order_by("pk")
    )


def name_given(person: Participant) -> str:
    if person.organisation_name.strip():
        return person.organisation_name.strip()
    if person.party == Party.MUNICIPALITY and person.municipality:
        return person.municipality.name
    return ""


def _question(key: str, people: list[Participant], book: OrganisationBook) -> Unresolved:
    name = Counter(name_given(person) for person in people).most_common(1)[0][0]
    places = Counter(person.municipality.name for person in people if person.municipality)
    return Unresolved(
        key=key,
        name=name,
        municipality=places.most_common(1)[0][0] if places else "",
        people=tuple(person.pk for person in people),
        suggestions=book.directory.suggest(name),
    )
