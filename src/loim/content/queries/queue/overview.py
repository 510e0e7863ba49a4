"""All texts, and how each stands in the four languages."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from loim.common.translated import LANGUAGE_CODES
from loim.content.models import Text, TextState
from loim.content.permissions import TRANSLATING_ROLES
from loim.content.queries.queue.work import WorkFilter
from loim.people.permissions import Person, organisations_with_role


class Standing(NamedTuple):
    """What a list shows of a text in one language; named as the model's own fields."""

    text_id: int
    language: str
    state: str
    is_source: bool
    is_machine: bool
    is_withdrawn: bool
    draft_id: int | None


def listed_texts(person: Person, wanted: WorkFilter) -> QuerySet[Text]:
    """With `title`, that of the source; one query."""
    texts = Text.objects.filter(owner__in=organisations_with_role(person, TRANSLATING_ROLES))
    texts = texts.annotate(
        source=FilteredRelation("states", condition=Q(states__is_source=True)),
        title=F("source__title"),
    )
    if wanted.kind:
        texts = texts.filter(kind=wanted.kind)
    if wanted.owner:
        texts = texts.filter(owner=wanted.owner)
    for word in wanted.words.split()[:8]:
        texts = texts.filter(source__title__icontains=word)
    return texts.select_related("owner").order_by("title", "pk")


def attach_standings(texts: Iterable[Text]) -> list[Any]:
    """Each gets `.standings`, one for each language in the order of `LANGUAGE_CODES`; one query,
    however many texts there are."""
    found: dict[int, Any] = {text.pk: text for text in texts}
    by_text: dict[int, dict[str, Standing]] = {pk: {} for pk in found}
    rows = TextState.objects.filter(text__in=found).values_list(*Standing._fields)
    for row in rows.iterator(chunk_size=5000):
        by_text[row[0]][row[1]] = Standing._make(row)
    for pk, text in found.items():
        standings = by_text[pk]
        text.standings = [standings[code] for code in LANGUAGE_CODES if code in standings]
    return list(found.values())
