"""Bars of a feedback question, laid out for an SVG that is 360 wide: as wide as a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loim.events.queries.day.feedback_results import QuestionResult

WIDTH, LABEL, NUMBER = 360, 145, 40
ROW = 34


@dataclass(frozen=True)
class ChartBar:
    label: str
    people: int
    percent: int
    y: int
    text_y: int
    width: int
    number_x: int


@dataclass(frozen=True)
class Chart:
    result: QuestionResult
    bars: list[ChartBar]
    height: int

    @property
    def left(self) -> int:
        return LABEL


def chart_of(result: QuestionResult, words: Mapping[str, Mapping[str, Any]]) -> Chart:
    most = max((bar.share for bar in result.bars), default=0) or 1
    of_kind = words.get(result.question.kind, {})
    bars = []
    for place, bar in enumerate(result.bars):
        width = round((WIDTH - LABEL - NUMBER) * bar.share / most)
        bars.append(
            ChartBar(
                label=str(of_kind[str(bar.value)]),
                people=bar.people,
                percent=round(100 * bar.share),
                y=place * ROW + 6,
                text_y=place * ROW + 22,
                width=width,
                number_x=LABEL + width + 8,
            )
        )
    return Chart(result, bars, len(bars) * ROW + 8)
