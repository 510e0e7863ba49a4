"""How a letter is put together out of what is new."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from loim.digests.logic.interests import wants

MOST_OF_A_PART = 8


class New(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def topics(self) -> Collection[str]: ...


N = TypeVar("N", bound=New)


@dataclass(frozen=True)
class Part(Generic[N]):
    """`keys` are of all that is told with it: those shown and the `more` that the list has."""

    source: str
    shown: list[N]
    more: int
    keys: frozenset[str]


def parts_for(
    new: Mapping[str, Sequence[N]],
    *,
    interests: Iterable[str],
    told: Collection[str],
    most: int = MOST_OF_A_PART,
) -> list[Part[N]]:
    """What somebody with these interests is told: nothing twice, no empty part. Of items with the
    same key (the evenings of a club) the first is shown."""
    chosen = list(interests)
    found = []
    for source, items in new.items():
        once: dict[str, N] = {}
        for item in items:
            if item.key not in told and wants(chosen, source, item.topics):
                once.setdefault(item.key, item)
        if once:
            everything = list(once.values())
            rest = max(0, len(everything) - most)
            found.append(Part(source, everything[:most], rest, frozenset(once)))
    return found
