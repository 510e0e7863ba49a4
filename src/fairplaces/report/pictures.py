"""SVG bars: chances by group, and shares before and after. The table beside them says the same."""

from collections.abc import Sequence
from html import escape

from fairplaces.explain.chances import percent
from fairplaces.messages import tell
from fairplaces.report.groups import Group, Groups

_LINE, _LEFT, _WIDTH = 22, 260, 760
_BEFORE, _AFTER = "#8a8a8a", "#0b5cad"


def chances_picture(groups: Sequence[Group], language: str) -> str:
    """One bar for each group's average chance."""
    largest = max((float(group.average) for group in groups), default=1.0) or 1.0
    bars = [
        [(float(group.average) / largest, _AFTER, f"{percent(group.average)} %")]
        for group in groups
    ]
    return _picture(tell("report.chances_picture", language), groups, bars)


def shares_picture(all_groups: Groups, groups: Sequence[Group], language: str) -> str:
    """Two bars for each group: its share of applicants and of those admitted."""
    people, places = max(1, all_groups.people), max(1, all_groups.places)
    before, after = tell("report.before", language), tell("report.after", language)
    bars = [
        [
            (group.applied / people, _BEFORE, f"{group.applied / people:.0%} {before}"),
            (group.admitted / places, _AFTER, f"{group.admitted / places:.0%} {after}"),
        ]
        for group in groups
    ]
    return _picture(tell("report.shares_picture", language), groups, bars)


def _picture(
    title: str, groups: Sequence[Group], bars: Sequence[Sequence[tuple[float, str, str]]]
) -> str:
    parts, y = [], 0
    room = _WIDTH - _LEFT - 210
    for group, lines in zip(groups, bars, strict=True):
        label = escape(f"{group.question}: {group.answer}")
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 16}" text-anchor="end">{label}</text>')
        for share, colour, said in lines:
            width = max(1.0, share * room)
            parts.append(
                f'<rect x="{_LEFT}" y="{y + 4}" width="{width:.1f}" height="{_LINE - 8}" '
                f'fill="{colour}"/><text x="{_LEFT + width + 6:.1f}" y="{y + 16}">'
                f"{escape(said)}</text>"
            )
            y += _LINE
        y += 4
    name = escape(title)
    return (
        f'<h2>{name}</h2><svg role="img" aria-label="{name}" viewBox="0 0 {_WIDTH} {max(y, 1)}" '
        f'font-family="system-ui,sans-serif" font-size="13"><title>{name}</title>'
        f"{''.join(parts)}</svg>"
    )
