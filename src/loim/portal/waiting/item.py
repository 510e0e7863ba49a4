from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """One thing to do, in words, and the page on which it is done."""

    text: str
    url: str
    is_urgent: bool = False


def urgent_first(items: Iterable[Waiting]) -> list[Waiting]:
    """Otherwise in the order in which they were found."""
    return sorted(items, key=lambda item: not item.is_urgent)
