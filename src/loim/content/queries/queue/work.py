"""What of the texts is to be written and translated, by whom it may be: the queue."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, IntegerField, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models import State, TextState
from loim.content.permissions import (
    EDITING_ROLES,
    TRANSLATING_ROLES,
)
from loim.content.queries.news.wishes import with_wishes
from loim.people.models import User
from loim.people.permissions import Person, organisations_with_role

MISSING = Q(state=State.MISSING, is_source=False, is_withdrawn=False, source__current__isnull=False)
STALE = Q(state=State.STALE)
MACHINE = Q(is_machine=True)
DRAFT = Q(draft__isnull=False)
WHAT: dict[str, tuple[str | Promise, Q]] = {
    "stale": (_("out of date"), STALE),
    "missing": (_("missing"), MISSING),
    "machine": (_("machine translation, unread"), MACHINE),
    "draft": (_("draft waiting"), DRAFT),
}


@dataclass(frozen=True)
class WorkFilter:
    """Each left empty: all of them. `what` is a key of `WHAT`, `owner` an organisation's key."""

    what: str = ""
    language: str = ""
    kind: str = ""
    owner: int | None = None
    words: str = ""


@dataclass(frozen=True)
class LanguageFigures:
    """Of one language: how many texts, and words of the source for what is missing or stale."""

    language: str
    name: str
    stale: int = 0
    missing: int = 0
    machine: int = 0
    draft: int = 0
    to_translate: int = 0

    @property
    def is_done(self) -> bool:
        return not (self.stale or self.missing or self.machine or self.draft)


def states_for(person: Person) -> QuerySet[Any]:
    """Of the texts that `person` may write, in the languages that they may; each with `source`,
    the state of its source, and without translations of news that nobody wished for."""
    edited = organisations_with_role(person, EDITING_ROLES)
    translated = organisations_with_role(person, TRANSLATING_ROLES)
    states = TextState.objects.annotate(
        source=FilteredRelation("text__states", condition=Q(text__states__is_source=True))
    ).filter(Q(text__owner__in=edited) | Q(text__owner__in=translated, is_source=False))
    wished: QuerySet[Any] = with_wishes(states)
    return wished


def work_for(person: Person, wanted: WorkFilter) -> QuerySet[Any]:
    """First what somebody wished for, then what most people read or would read. Each row has
    `source_title`, `source_language` and `to_translate`, the words of its source; one query."""
    states = _filtered(states_for(person), wanted)
    needed = WHAT[wanted.what][1] if wanted.what in WHAT else STALE | MISSING | MACHINE | DRAFT
    work: QuerySet[Any] = (
        states.filter(needed)
        .annotate(
            source_title=F("source__title"),
            source_language=F("text__source_language"),
            to_translate=_words(),
        )
        .select_related("text__owner", "draft__written_by")
        .defer("draft__fields")
        .order_by("-is_wished", "-recent_readings", "text", "language")
    )
    return work


def figures(person: Person, wanted: WorkFilter) -> list[LanguageFigures]:
    """Of all four languages, whatever else is filtered; one query."""
    rows = (
        _filtered(states_for(person), WorkFilter(kind=wanted.kind, owner=wanted.owner))
        .values("language")
        .order_by()
        .annotate(
            stale=Count("pk", filter=STALE),
            missing=Count("pk", filter=MISSING),
            machine=Count("pk", filter=MACHINE),
            draft=Count("pk", filter=DRAFT),
            to_translate=Coalesce(Sum(_words()), 0),
        )
    )
    by_language: dict[str, dict[str, Any]] = {row["language"]: dict(row) for row in rows}
    return [
        LanguageFigures(**{"language": code, **by_language.get(code, {}), "name": name})
        for code, name in LANGUAGES
    ]


@dataclass(frozen=True)
class TextsToAttendTo:
    """How many texts wait for a person: `own_drafts` are those that they wrote last."""

    stale: int = 0
    missing: int = 0
    machine: int = 0
    own_drafts: int = 0

    def __bool__(self) -> bool:
        return bool(self.stale or self.missing or self.machine or self.own_drafts)


def texts_to_attend_to(person: User) -> TextsToAttendTo:
    """For 'Waits for you'; one query, none for whoever writes no texts."""
    if not organisations_with_role(person, TRANSLATING_ROLES):
        return TextsToAttendTo()
    found = states_for(person).aggregate(
        stale=Count("pk", filter=STALE),
        missing=Count("pk", filter=MISSING),
        machine=Count("pk", filter=MACHINE),
        own_drafts=Count("pk", filter=DRAFT & Q(draft__written_by=person)),
    )
    return TextsToAttendTo(**found)


def _filtered(states: QuerySet[Any], wanted: WorkFilter) -> QuerySet[Any]:
    if wanted.language:
        states = states.filter(language=wanted.language)
    if wanted.kind:
        states = states.filter(text__kind=wanted.kind)
    if wanted.owner:
        states = states.filter(text__owner=wanted.owner)
    for word in wanted.words.split()[:8]:
        states = states.filter(Q(title__icontains=word) | Q(source__title__icontains=word))
    return states


def _words() -> Case:
    """A stale text counts whole: how much of it changes is seen when it is opened."""
    return Case(
        When(STALE | MISSING, then=F("source__current__words")),
        default=0,
        output_field=IntegerField(),
    )
