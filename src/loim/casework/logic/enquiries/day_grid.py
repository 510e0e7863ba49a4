"""A whole day at once: how many asked about each topic in each language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_IN_A_CELL = 200
MOST_IN_A_DAY = 1000


class CellTrouble(StrEnum):
    NO_NUMBER = "no_number"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Cell:
    topic: int
    language: str

    @property
    def name(self) -> str:
        return f"count-{self.topic}-{self.language}"


@dataclass(frozen=True)
class DayGrid:
    """`counts` has cells with somebody in them; `troubles` those that cannot be read."""

    counts: Mapping[Cell, int]
    troubles: Mapping[Cell, CellTrouble]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of_topic(self, topic: int) -> int:
        return sum(n for cell, n in self.counts.items() if cell.topic == topic)

    def of_language(self, language: str) -> int:
        return sum(n for cell, n in self.counts.items() if cell.language == language)

    def contacts(self) -> Iterator[tuple[Cell, int]]:
        """Each contact: its cell and its number within that cell, from 1."""
        for cell, number in self.counts.items():
            for one in range(1, number + 1):
                yield cell, one


def read_grid(typed: Mapping[str, str], topics: Sequence[int], languages: Sequence[str]) -> DayGrid:
    """`typed` by `Cell.name`; an empty cell is nobody."""
    counts, troubles = {}, {}
    for topic in topics:
        for language in languages:
            cell = Cell(topic, language)
            text = typed.get(cell.name, "").strip()
            if not text:
                continue
            if not (text.isascii() and text.isdecimal()):
                troubles[cell] = CellTrouble.NO_NUMBER
            elif int(text) > MOST_IN_A_CELL:
                troubles[cell] = CellTrouble.TOO_MANY
            elif int(text):
                counts[cell] = int(text)
    return DayGrid(counts, troubles)
