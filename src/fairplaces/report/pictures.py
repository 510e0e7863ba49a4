"""SVG bars: chances by group, and shares before and after. The table beside them says the same.

Names stand above their bars and the picture is narrow, so that a phone shows it unshrunk.
"""

from collections.abc import Sequence
from html import escape

from fairplaces.explain.chances import percent
from fairplaces.messages import tell
from fairplaces.report.groups import Group, Groups

_WIDTH, _LINE, _BAR, _GAP = 360, 18, 12, 10
# Room to the right of the longest bar for its figure.
_FIGURE = 64
_LETTERS = 46


def chances_picture(groups: Sequence[Group], language: str) -> str:
    """One bar for each group's average chance."""
    largest = max((float(group.average) for group in groups), default=1.0) or 1.0
    bars = [
        [(float(group.average) / largest, "after", f"{percent(group.average, language)} %")]
        for group in groups
    ]
    return _picture(tell("report.chances_picture", language), groups, bars)


def shares_picture(all_groups: Groups, groups: Sequence[Group], language: str) -> str:
    """Two bars for each group: its share of applicants and of those admitted."""
    people, places = max(1, all_groups.people), max(1, all_groups.places)
    bars = [
        [
            (group.applied / people, "before", f"{100 * group.applied / people:.0f} %"),
            (group.admitted / places, "after", f"{100 * group.admitted / places:.0f} %"),
        ]
        for group in groups
    ]
    key = [(kind, tell(f"report.{kind}", language)) for kind in ("before", "after")]
    return _picture(tell("report.shares_picture", language), groups, bars, key)


def _picture(
    title: str,
    groups: Sequence[Group],
    bars: Sequence[Sequence[tuple[float, str, str]]],
    key: Sequence[tuple[str, str]] = (),
) -> str:
    parts, y = [], 0
    for kind, said in key:
        parts.append(_rect(0, y + 3, _BAR, kind))
        parts.append(_text(_BAR + 6, y + 13, said))
        y += _LINE
    y += _GAP if key else 0
    question = None
    for group, lines in zip(groups, bars, strict=True):
        if group.question != question:
            question = group.question
            parts.append(_text(0, y + 12, _short(question), 'font-weight="700"'))
            y += _LINE + 2
        parts.append(_text(0, y + 12, _short(group.answer)))
        y += _LINE
        for share, kind, said in lines:
            width = max(1.0, share * (_WIDTH - _FIGURE))
            parts.append(_rect(0, y, width, kind))
            parts.append(_text(width + 6, y + 11, said))
            y += _BAR + 4
        y += _GAP
    name = escape(title)
    return (
        f'<section><h2>{name}</h2><svg role="img" aria-label="{name}" '
        f'viewBox="0 0 {_WIDTH} {max(y, 1)}" font-family="system-ui,sans-serif" font-size="13">'
        f"{''.join(parts)}</svg></section>"
    )


def _short(label: str) -> str:
    """A label that fits the picture's width; the table has all of it."""
    return label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1]}…"


def _rect(x: float, y: float, width: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:g}" y="{y}" width="{width:.1f}" height="{_BAR}"/>'


def _text(x: float, y: float, said: str, style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y}" {style}>{escape(said)}</text>'
