"""Bars of a question, laid out for an SVG that is 360 wide: as wide as a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from loim.surveys.queries.by_group import ResponseRow
from loim.surveys.queries.results import Result

WIDTH, NUMBER = 360, 96
LINE, BAR, GAP = 17, 14, 12
LETTERS = 50  # that fit in a line


@dataclass(frozen=True)
class Bar:
    """`before_x` is where the survey before stood; None where it is not known."""

    label_lines: list[tuple[int, str]]
    y: int
    width: float
    value: str
    value_x: float
    value_y: int
    before_x: float | None = None


@dataclass(frozen=True)
class Chart:
    result: Result
    bars: list[Bar]
    height: int

    @property
    def width(self) -> int:
        return WIDTH - NUMBER

    @property
    def compares(self) -> bool:
        return any(bar.before_x is not None for bar in self.bars)


def chart_of(result: Result) -> Chart:
    rows = [
        (line.label, line.share, _value(line.n, line.share), line.before) for line in result.lines
    ]
    bars, height = _bars(rows)
    return Chart(result, bars, height)


def response_chart(rows: Sequence[ResponseRow]) -> tuple[list[Bar], int]:
    return _bars(
        [
            (
                row.label,
                row.share,
                "–" if row.share is None else f"{row.answered} / {row.invited}",
                None,
            )
            for row in rows
        ]
    )


def _value(n: int | None, share: float | None) -> str:
    return "–" if n is None else f"{n}" if share is None else f"{n} · {round(100 * share)} %"


def _bars(
    rows: Sequence[tuple[str, float | None, str, float | None]],
) -> tuple[list[Bar], int]:
    bars, y = [], 0
    whole = WIDTH - NUMBER
    for label, share, value, before in rows:
        lines = wrap(label, LETTERS)[:3] or [""]
        texts = [(y + LINE * (n + 1) - 3, text) for n, text in enumerate(lines)]
        top = y + LINE * len(lines) + 2
        width = round(whole * (share or 0), 1)
        bars.append(
            Bar(
                label_lines=texts,
                y=top,
                width=width,
                value=value,
                value_x=max(width, whole * (before or 0)) + 8,
                value_y=top + BAR - 2,
                before_x=None if before is None else round(whole * before, 1),
            )
        )
        y = top + BAR + GAP
    return bars, max(y, 1)
