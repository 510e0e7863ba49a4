"""What can be chosen for an order or a file: texts down, languages across."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from loim.common.translated import LANGUAGE_CODES
from loim.content.logic.orders.order_states import OPEN
from loim.content.models import OrderedText, State, Text, TextState

MOST_ROWS = 300


@dataclass(frozen=True)
class Cell:
    """`key` is such as 12-ru. `is_ordered`: in an open order, not yet taken over."""

    key: str
    language: str
    state: str
    is_source: bool
    is_ordered: bool

    @property
    def may_be_ordered(self) -> bool:
        return not self.is_source and not self.is_ordered

    @property
    def is_needed(self) -> bool:
        return self.may_be_ordered and self.state != State.CURRENT


@dataclass(frozen=True)
class TextRow:
    text: Text
    title: str
    language: str
    words: int
    cells: tuple[Cell, ...]


def read_item(key: str) -> tuple[int, str] | None:
    number, _, language = key.partition("-")
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    return (int(number), language) if is_number and language in LANGUAGE_CODES else None


def text_rows(owners: Iterable[int], items: Iterable[str] = ()) -> list[TextRow]:
    """Published texts of `owners`: those of `items`, or else all that lack a translation. Three
    queries."""
    sources = TextState.objects.filter(
        text__owner__in=list(owners), is_source=True, current__isnull=False
    )
    chosen = {pair[0] for key in items if (pair := read_item(key))}
    if chosen:
        sources = sources.filter(text__in=chosen)
    else:
        lacking = TextState.objects.filter(text=OuterRef("text"), is_source=False)
        sources = sources.filter(Exists(lacking.exclude(state=State.CURRENT)))
    found = list(
        sources.select_related("text__owner", "current").order_by(F("changed_at").desc(), "pk")[
            :MOST_ROWS
        ]
    )
    keys = [state.text_id for state in found]
    states: dict[int, dict[str, TextState]] = {}
    for state in TextState.objects.filter(text__in=keys):
        states.setdefault(state.text_id, {})[state.language] = state
    ordered = set(
        OrderedText.objects.filter(text__in=keys, order__state__in=OPEN, taken_at=None).values_list(
            "text", "language"
        )
    )
    return [
        TextRow(
            source.text, source.title, source.language, source.current.words if source.current else 0,
            tuple(
                _cell(states[source.text_id][code], (source.text_id, code) in ordered)
                for code in LANGUAGE_CODES
            ),
        )
        for source in found
    ]  # fmt: skip


def _cell(state: TextState, is_ordered: bool) -> Cell:
    key = f"{state.text_id}-{state.language}"
    return Cell(key, state.language, state.state, state.is_source, is_ordered)
