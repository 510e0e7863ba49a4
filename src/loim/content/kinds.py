"""Which kinds of record have texts in versions, and which fields those have: modules register here.

`content` names no module above it, and yet its queue, editor and exports serve services and
journeys as well as its own pages and news.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class TextField:
    """`is_rich`: HTML of the few kinds that `logic.rich_text` keeps. `max_length` in characters."""

    name: str
    label: str | Promise
    is_rich: bool = False
    is_long: bool = False  # several lines
    max_length: int | None = None
    is_required: bool = False
    help: str | Promise = ""


@dataclass(frozen=True)
class TextKind:
    """`fields[0]` names the record in lists. `pages` gives the record's own page for the ids of
    texts, with one query however many they are; a text that it leaves out has no page."""

    key: str
    label: str | Promise
    fields: tuple[TextField, ...]
    pages: Callable[[Iterable[int]], Mapping[int, str]]

    def field(self, name: str) -> TextField:
        return next(field for field in self.fields if field.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


_kinds: dict[str, TextKind] = {}


def register(kind: TextKind) -> None:
    """Called once for each kind, when its module starts."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> TextKind:
    return _kinds[key]


def all_kinds() -> list[TextKind]:
    return [kind for _, kind in sorted(_kinds.items())]
