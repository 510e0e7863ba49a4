"""What a reader gets: the text in their language, else the best other one, and what to say of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from loim.common.translated import Text as TextInALanguage
from loim.common.translated import text_of
from loim.content.models import State, TextState

# Whom one's own language is missing for reads these more easily than the others, in this order.
NEXT_BEST = {
    "et": ("en", "ru", "uk"),
    "en": ("et", "ru", "uk"),
    "ru": ("uk", "et", "en"),
    "uk": ("ru", "en", "et"),
}


@dataclass(frozen=True)
class ShownText:
    """`text_id` has `values` in `language`; `wanted` is what the reader asked for. A stale text
    says so beside a link to the source (`source_language`)."""

    text_id: int
    wanted: str
    language: str = ""
    source_language: str = ""
    is_stale: bool = False
    is_machine: bool = False
    values: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> TextInALanguage:
        return text_of(self.values.get(name, ""), self.language or self.wanted)

    @property
    def is_fallback(self) -> bool:
        return bool(self.language) and self.language != self.wanted

    @property
    def exists(self) -> bool:
        """Whether it is published in any language."""
        return bool(self.language)


def shown_texts(text_ids: Iterable[int], language: str | None = None) -> dict[int, ShownText]:
    """By text, for all of them; one query. A text that is published in no language has no
    values. The reader's language comes first, then the source's, then the next best."""
    wanted = language or get_language() or "et"
    ids = set(text_ids)
    rows: dict[int, dict[str, TextState]] = {}
    states = (
        TextState.objects.filter(text__in=ids)
        .exclude(state=State.MISSING)
        .select_related("current")
        .only("text", "language", "state", "is_source", "is_machine", "current__fields")
    )
    for state in states:
        rows.setdefault(state.text_id, {})[state.language] = state
    return {pk: _shown(pk, wanted, rows.get(pk, {})) for pk in ids}


def attach_texts(
    records: Iterable[Any], language: str | None = None, *, key: str = "text_id"
) -> list[Any]:
    """Each record gets `.shown`; one query for all of them."""
    found = list(records)
    texts = shown_texts((getattr(record, key) for record in found), language)
    for record in found:
        record.shown = texts[getattr(record, key)]
    return found


def _shown(pk: int, wanted: str, states: dict[str, TextState]) -> ShownText:
    source = next((state.language for state in states.values() if state.is_source), "")
    for language in (wanted, source, *NEXT_BEST[wanted]):
        state = states.get(language)
        if state is not None and state.current is not None:
            return ShownText(
                pk, wanted, language, source, state.state == State.STALE, state.is_machine,
                state.current.fields,
            )  # fmt: skip
    return ShownText(pk, wanted)
