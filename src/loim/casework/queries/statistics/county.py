"""A county's pictures, as its municipalities see them."""

from dataclasses import dataclass

from loim.casework.logic.statistics.tiles import HEIGHT, WIDTH, Tile, shade, tiles
from loim.casework.models import CountyFigure, CountyPicture, Family, Origin, PictureDimension
from loim.people.models import County

Number = int | None
_NAMES = {"origin": dict(Origin.choices), "family": dict(Family.choices)}


@dataclass(frozen=True)
class MapTile:
    tile: Tile
    number: Number
    shade: str

    @property
    def number_text(self) -> str:
        return "·" if self.number is None else str(self.number)


@dataclass(frozen=True)
class PictureTable:
    """Rows of municipalities, the county last; columns of all people and each category."""

    columns: list[str]
    rows: list[tuple[str, list[Number]]]
    total: list[Number]

    @property
    def hides(self) -> bool:
        return any(number is None for _name, row in self.rows for number in row)


@dataclass(frozen=True)
class ShownPicture:
    tiles: list[MapTile]
    width: int
    height: int
    by_origin: PictureTable
    by_family: PictureTable


def pictures_of(county: County) -> list[CountyPicture]:
    """The latest first."""
    rows = CountyPicture.objects.filter(county=county).select_related("organisation")
    return list(rows.order_by("-as_of", "-pk"))


def shown_picture(of: CountyPicture) -> ShownPicture:
    places = list(
        of.county.municipalities.filter(valid_to=None).order_by("name").values_list("ehak", "name")
    )
    values: dict[tuple[str, str, str], Number] = {
        (municipality or "", dimension, category): value
        for municipality, dimension, category, value in CountyFigure.objects.filter(
            picture=of
        ).values_list("municipality", "dimension", "category", "value")
    }
    all_people = {key: values.get((key, PictureDimension.ALL, ""), 0) for key, _name in places}
    most = max((number or 0 for number in all_people.values()), default=0)
    placed = [
        MapTile(tile, all_people[tile.key], shade(all_people[tile.key], most))
        for tile in tiles(of.county_id, places)
    ]
    return ShownPicture(
        tiles=placed,
        width=max((one.tile.x for one in placed), default=0) + WIDTH,
        height=max((one.tile.y for one in placed), default=0) + HEIGHT,
        by_origin=_table(values, places, PictureDimension.ORIGIN),
        by_family=_table(values, places, PictureDimension.FAMILY),
    )


def _table(
    values: dict[tuple[str, str, str], Number], places: list[tuple[str, str]], dimension: str
) -> PictureTable:
    used = {category for _place, by, category in values if by == dimension}
    columns = [key for key in _NAMES[dimension] if key in used]

    def line(place: str) -> list[Number]:
        own = [values.get((place, dimension, category), 0) for category in columns]
        return [values.get((place, PictureDimension.ALL, ""), 0), *own]

    return PictureTable(
        [str(_NAMES[dimension][key]) for key in columns],
        [(name, line(key)) for key, name in places],
        line(""),
    )
