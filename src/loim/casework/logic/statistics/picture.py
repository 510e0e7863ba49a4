"""A county's picture: how many of its newcomers may be shown, by municipality, origin and family."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from loim.casework.logic.statistics.family import Cell, Family, Sum
from loim.casework.logic.statistics.hiding import hidden_cells


class Spot(NamedTuple):
    """A cell; without a municipality it is the county's, without a category all people."""

    municipality: str
    dimension: str
    category: str


ALL = "all"


def picture(
    counts: Iterable[tuple[str, Mapping[str, str], int]],
    *,
    rank_of: Callable[[Cell], float],
) -> dict[Spot, int | None]:
    """Every cell with somebody in it, None where hidden. `counts` are rows of municipality,
    category by dimension, and people.

    Raises CannotBeHidden where the whole county has so few that nothing may be shown.
    """
    values: dict[Spot, int] = {}
    for municipality, categories, people in counts:
        for place in (municipality, ""):
            for spot in (
                Spot(place, ALL, ""),
                *(Spot(place, dimension, category) for dimension, category in categories.items()),
            ):
                values[spot] = values.get(spot, 0) + people
    family = Family(
        values=values,
        sums=_sums(values),
        kept=frozenset(spot for spot in values if not spot.municipality),
    )
    hidden = hidden_cells(family, rank_of=rank_of)
    return {spot: None if spot in hidden else value for spot, value in values.items() if value}


def _sums(values: Iterable[Spot]) -> list[Sum]:
    parts: dict[tuple[Spot, str], list[Cell]] = {}
    for spot in values:
        if spot.municipality:
            parts.setdefault((spot._replace(municipality=""), "places"), []).append(spot)
        if spot.dimension != ALL:
            whole = Spot(spot.municipality, ALL, "")
            parts.setdefault((whole, spot.dimension), []).append(spot)
    return [Sum(total, tuple(cells)) for (total, _way), cells in parts.items()]
