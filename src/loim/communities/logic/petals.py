"""An asset map as a picture: six petals around the community's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

SIZE = 640  # the picture is so wide and high
CENTRE = SIZE / 2
INNER, OUTER = 96.0, 308.0
_GAP = 0.02  # between two petals, in radians
MOST_TITLES, LONGEST_TITLE = 4, 22
MOST_LINES, LONGEST_LINE = 3, 16


@dataclass(frozen=True)
class Line:
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Petal:
    """`path` draws it; `lines` are its first titles, cut to what fits; `more` are left out."""

    kind: str
    number: int
    path: str
    x: float
    y: float
    lines: tuple[Line, ...]
    more: int
    more_y: float


def petals(kinds: Sequence[str], titles: Mapping[str, Sequence[str]]) -> list[Petal]:
    """One for each kind, clockwise from the top, however many assets it has."""
    step = 2 * pi / len(kinds)
    return [
        _petal(kind, list(titles.get(kind, ())), place * step - pi / 2 - step / 2, step)
        for place, kind in enumerate(kinds)
    ]


def in_the_middle(name: str) -> list[Line]:
    """The community's name in at most three lines that fit into the circle."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + len(word) < LONGEST_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    top = CENTRE + 6 - 11 * (len(lines) - 1)
    return [
        Line(_cut(text, LONGEST_LINE + 4), CENTRE, top + 22 * place)
        for place, text in enumerate(lines)
    ]


def _petal(kind: str, titles: list[str], start: float, step: float) -> Petal:
    middle, reach = start + step / 2, (INNER + OUTER) / 2 + 12
    x, y = _point(middle, reach)
    shown = titles[:MOST_TITLES]
    more = len(titles) - len(shown)
    # The heading and its number stand above; the titles and how many more there are below.
    top = y - 10 * (len(shown) + (1 if more else 0))
    lines = tuple(
        Line(_cut(title), round(x, 1), round(top + 26 + place * 18, 1))
        for place, title in enumerate(shown)
    )
    path = _path(start + _GAP, start + step - _GAP)
    return Petal(
        kind, len(titles), path, round(x, 1), round(top, 1), lines, more,
        round(top + 26 + len(shown) * 18, 1),
    )  # fmt: skip


def _path(start: float, end: float) -> str:
    a, b = _point(start, INNER), _point(start, OUTER)
    c, d = _point(end, OUTER), _point(end, INNER)
    return (
        f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"
        f"A{OUTER:.0f} {OUTER:.0f} 0 0 1 {c[0]:.1f} {c[1]:.1f}"
        f"L{d[0]:.1f} {d[1]:.1f}A{INNER:.0f} {INNER:.0f} 0 0 0 {a[0]:.1f} {a[1]:.1f}Z"
    )


def _point(angle: float, radius: float) -> tuple[float, float]:
    return CENTRE + radius * cos(angle), CENTRE + radius * sin(angle)


def _cut(text: str, longest: int = LONGEST_TITLE) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
