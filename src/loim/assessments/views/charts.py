"""Pictures, laid out for SVG templates 360 wide: as wide as a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loim.assessments.logic.spread import Spread
from loim.assessments.models import Band
from loim.assessments.queries.past import Past
from loim.assessments.queries.results import SubjectResult
from loim.assessments.queries.tree import AskedStatement

WIDTH, NUMBER, LETTERS = 360, 40, 46
LINE, BAR, GAP = 17, 14, 12


@dataclass(frozen=True)
class SpreadBar:
    lines: list[tuple[int, str]]
    y: int
    width: float
    number: int
    number_y: int
    number_x: float


@dataclass(frozen=True)
class SpreadChart:
    bars: list[SpreadBar]
    rows: list[tuple[str, int]]
    height: int


def spread_chart(asked: AskedStatement, found: Spread[int]) -> SpreadChart:
    """A bar for each answer that could be chosen, and for 'I don't know'."""
    labels: dict[int | None, str] = {level.pk: str(level.text("label")) for level in asked.levels}
    labels[None] = _("I don't know")
    rows = [(labels[choice], number) for choice, number in found.counts or ()]
    most = max(number for _label, number in rows) or 1
    bars, y = [], 0
    for label, number in rows:
        lines = [(y + LINE * place - 4, line) for place, line in enumerate(wrap(label, LETTERS), 1)]
        y += LINE * len(lines)
        width = (WIDTH - NUMBER) * number / most
        bars.append(SpreadBar(lines, y, width, number, y + 12, width + 6))
        y += BAR + GAP
    return SpreadChart(bars, rows, y)


@dataclass(frozen=True)
class ThemeBar:
    """`before_x`: where it stood last time; `band`: from, to and median of similar ones."""

    lines: list[tuple[int, str]]
    value: str
    y: int
    width: float
    is_known: bool
    before_x: float | None
    band: tuple[float, float, float] | None


@dataclass(frozen=True)
class ResultChart:
    bars: list[ThemeBar]
    ticks: list[float]  # where a level begins
    height: int
    has_before: bool
    has_band: bool


def result_chart(
    found: SubjectResult, thresholds: Sequence[int], before: dict[str, int | None],
    bands: dict[int | None, Band],
) -> ResultChart:  # fmt: skip
    bars, y = [], 0
    for theme in found.themes:
        known = theme.percent is not None
        value = f"{theme.percent} %" if known else _("not known")
        room = LETTERS - len(value) - 2
        title = str(theme.title)
        lines = [(y + LINE * place - 4, line) for place, line in enumerate(wrap(title, room), 1)]
        y += LINE * len(lines)
        band = bands.get(theme.theme.pk)
        earlier = before.get(theme.theme.key)
        bars.append(
            ThemeBar(
                lines=lines, value=value, y=y, width=WIDTH * (theme.percent or 0) / 100,
                is_known=known, before_x=None if earlier is None else WIDTH * earlier / 100,
                band=None if band is None else _band(band),
            )
        )  # fmt: skip
        y += BAR + 22
    return ResultChart(
        bars=bars,
        ticks=[WIDTH * each / 100 for each in thresholds if each],
        height=y,
        has_before=any(bar.before_x is not None for bar in bars),
        has_band=any(bar.band is not None for bar in bars),
    )


def _band(band: Band) -> tuple[float, float, float]:
    """Where it begins, how wide it is, where the median is."""
    low, high = WIDTH * band.low / 100, WIDTH * band.high / 100
    return low, max(high - low, 4), WIDTH * band.median / 100


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    label: str
    value: str


@dataclass(frozen=True)
class Line:
    title: str
    dots: list[Dot]

    @property
    def points(self) -> str:
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)


LEFT, RIGHT, TOP, BOTTOM = 14, 330, 28, 88


def lines_of(past: Past) -> list[Line]:
    """Overall and each theme over time, each in a small picture of its own."""
    overall = [(point, point.overall.percent) for point in past.points]
    found = [Line(_("Overall"), _dots(overall))]
    for theme in past.themes:
        rows = [(point, _of(point.themes.get(theme.key))) for point in past.points]
        found.append(Line(str(theme.text("title")), _dots(rows)))
    return found


def _of(score: Any) -> int | None:
    return None if score is None else score.percent


def _dots(rows: list[tuple[Any, int | None]]) -> list[Dot]:
    first, last = rows[0][0].day, rows[-1][0].day
    days = (last - first).days or 1
    return [
        Dot(
            x=LEFT + (RIGHT - LEFT) * (point.day - first).days / days,
            y=BOTTOM - (BOTTOM - TOP) * percent / 100,
            label=date_format(point.day, "M Y"),
            value=f"{percent} %",
        )
        for point, percent in rows
        if percent is not None
    ]
