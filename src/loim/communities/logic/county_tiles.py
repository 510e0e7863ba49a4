"""The counties as tiles of one size, roughly where they lie: a schematic map.

Columns go from west to east, rows from north to south; drawn by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 118, 74, 8

# By EHAK code: column, row.
_PLACES: Mapping[str, tuple[int, int]] = {
    "0037": (1, 0), "0060": (2, 0), "0045": (3, 0),
    "0039": (0, 1), "0056": (1, 1), "0052": (2, 1), "0050": (3, 1), "0071": (1, 2),
    "0074": (0, 2), "0084": (2, 2), "0079": (3, 2),
    "0068": (1, 3), "0081": (2, 3), "0064": (3, 3), "0087": (3, 4),
}  # fmt: skip
COLUMNS, ROWS = 4, 5


@dataclass(frozen=True)
class Tile:
    key: str
    name: str
    number: int
    x: int
    y: int
    depth: int  # 0 for none, else 1 to 4: how dark it is drawn

    @property
    def short(self) -> str:
        """Without the word for 'county', which stands above all of them."""
        return self.name.removesuffix(" maakond")


def county_tiles(counties: Mapping[str, str], numbers: Mapping[str, int]) -> list[Tile]:
    """`counties` are names by code; those that are not known here stand below all others."""
    most = max(numbers.values(), default=0)
    unknown = [code for code in counties if code not in _PLACES]
    found = []
    for code, name in counties.items():
        column, row = _PLACES.get(code) or (
            unknown.index(code) % COLUMNS, ROWS + unknown.index(code) // COLUMNS
        )  # fmt: skip
        number = numbers.get(code, 0)
        depth = 0 if not number else 1 + min(3, 4 * (number - 1) // max(most, 1))
        found.append(Tile(code, name, number, column * (WIDTH + GAP), row * (HEIGHT + GAP), depth))
    return found


def size_of(tiles: list[Tile]) -> tuple[int, int]:
    """Width and height of the whole map."""
    return (
        COLUMNS * (WIDTH + GAP) - GAP,
        max((tile.y for tile in tiles), default=0) + HEIGHT,
    )
