"""Municipalities of a county as tiles of one size, roughly where they lie: a schematic map.

Columns go from west to east, rows from north to south; drawn by hand from the state's map of
municipalities of 2017. Where a county is not known here, its tiles stand in order of name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

WIDTH, HEIGHT, GAP = 132, 74, 8

# By county (EHAK): name of the municipality as its first word(s), column, row.
_PLACES: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "0060": {  # Lääne-Viru
        "Haljala vald": (1, 0), "Viru-Nigula vald": (3, 0),
        "Kadrina vald": (0, 1), "Rakvere linn": (1, 1), "Rakvere vald": (2, 1),
        "Tapa vald": (0, 2), "Vinni vald": (2, 2), "Väike-Maarja vald": (1, 3),
    },
    "0079": {  # Tartu
        "Tartu vald": (1, 0), "Peipsiääre vald": (2, 0),
        "Tartu linn": (1, 1), "Luunja vald": (2, 1),
        "Elva vald": (0, 2), "Kambja vald": (1, 2), "Kastre vald": (2, 2), "Nõo vald": (0, 1),
    },
    "0037": {  # Harju
        "Viimsi vald": (2, 0), "Maardu linn": (3, 0), "Jõelähtme vald": (4, 0),
        "Loksa linn": (5, 0), "Kuusalu vald": (5, 1),
        "Lääne-Harju vald": (0, 1), "Harku vald": (1, 1), "Tallinn": (2, 1), "Rae vald": (3, 1),
        "Anija vald": (4, 1),
        "Keila linn": (0, 2), "Saue vald": (1, 2), "Saku vald": (2, 2), "Kiili vald": (3, 2),
        "Raasiku vald": (4, 2), "Kose vald": (4, 3),
    },
    "0045": {  # Ida-Viru
        "Lüganuse vald": (0, 0), "Kohtla-Järve linn": (1, 0), "Toila vald": (2, 0),
        "Sillamäe linn": (3, 0), "Narva-Jõesuu linn": (4, 0),
        "Jõhvi vald": (2, 1), "Alutaguse vald": (3, 1), "Narva linn": (4, 1),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    key: str
    name: str
    column: int
    row: int

    @property
    def x(self) -> int:
        return self.column * (WIDTH + GAP)

    @property
    def y(self) -> int:
        return self.row * (HEIGHT + GAP)


def tiles(county: str, names: Sequence[tuple[str, str]]) -> list[Tile]:
    """`names` are keys and names of all its municipalities."""
    known = _PLACES.get(county, {})
    if all(name in known for _key, name in names):
        return [Tile(key, name, *known[name]) for key, name in names]
    wide = max(1, ceil(sqrt(len(names))))
    in_order = sorted(names, key=lambda each: each[1])
    return [
        Tile(key, name, place % wide, place // wide) for place, (key, name) in enumerate(in_order)
    ]


def shade(number: int | None, most: int) -> str:
    """Of five steps; a hidden number has none."""
    if number is None:
        return "unknown"
    if not number or not most:
        return "0"
    return str(min(4, ceil(4 * number / most)))
