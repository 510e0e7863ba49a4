"""Published figures as everybody reads them."""

from dataclasses import dataclass

from django.utils.translation import get_language

from loim.communities.models import CommunityFigure, FigureMeasure, FiguresMonth

WIDEST, LINE = 310, 46  # of a picture 360 wide, which a phone shows in its full size


@dataclass(frozen=True)
class Bar:
    """The name above, the number behind."""

    name: str
    number: int
    width: int
    y: int

    @property
    def name_y(self) -> int:
        return self.y + 14

    @property
    def bar_y(self) -> int:
        return self.y + 20

    @property
    def number_x(self) -> int:
        return self.width + 8

    @property
    def number_y(self) -> int:
        return self.y + 34


@dataclass(frozen=True)
class Measured:
    """`counties`: (name, a number or None for each level). `shown`: sums of what is shown."""

    key: str
    label: str
    levels: list[str]
    counties: list[tuple[str, list[int | None]]]
    shown: list[int]
    hides_something: bool

    @property
    def bars(self) -> list[Bar]:
        most = max([*self.shown, 1])
        return [
            Bar(name, number, round(WIDEST * number / most), place * LINE)
            for place, (name, number) in enumerate(zip(self.levels, self.shown, strict=True))
        ]

    @property
    def chart_height(self) -> int:
        return LINE * len(self.levels)

    @property
    def is_empty(self) -> bool:
        return not any(self.shown)


def measured(month: FiguresMonth) -> list[Measured]:
    """One query. The country's number is the sum of what the counties show, so that nothing hidden
    can be found by subtracting."""
    rows = list(
        CommunityFigure.objects.filter(month=month)
        .select_related("county")
        .order_by("measure", "county__name", "county", "level")
    )
    return [
        _one(measure, [row for row in rows if row.measure == measure])
        for measure in FigureMeasure
        if any(row.measure == measure for row in rows)
    ]


def _one(measure: FigureMeasure, rows: list[CommunityFigure]) -> Measured:
    places = sorted({row.level for row in rows})
    names = {row.level: _name(row.level_names) for row in rows}
    by_county: dict[str, dict[int, int | None]] = {}
    for row in rows:
        by_county.setdefault(row.county.name, {})[row.level] = row.number
    counties = [
        (county, [numbers.get(place) for place in places]) for county, numbers in by_county.items()
    ]
    return Measured(
        key=measure.value,
        label=str(measure.label),
        levels=[names[place] for place in places],
        counties=counties,
        shown=[
            sum(numbers[place] or 0 for _county, numbers in counties)
            for place in range(len(places))
        ],
        hides_something=any(number is None for _county, numbers in counties for number in numbers),
    )


def _name(names: dict[str, str]) -> str:
    return names.get(get_language() or "et") or names.get("et") or next(iter(names.values()), "")
