"""A page for the public: one table, two pictures, no script. Small groups are hidden.

A hidden group is hidden with its smallest neighbour of the same question, or the sum over the
question would give it away.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from fairplaces.allocation import Allocation
from fairplaces.explain.chances import percent
from fairplaces.messages import tell
from fairplaces.report.groups import LEAST, Group, Groups
from fairplaces.report.pictures import chances_picture, shares_picture

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a}table{border-collapse:collapse;width:100%}th,td{padding:.3rem .6rem;text-align:right;
border-bottom:1px solid #ccc}th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}
svg{width:100%;height:auto}code{overflow-wrap:anywhere}"""
_HEADS = ("question", "answer", "applied", "floor", "ceiling", "chance", "smallest", "admitted")


def html_report(
    allocation: Allocation, groups: Groups, record: Mapping[str, Any], language: str = "en"
) -> str:
    """The whole page as text, in `language`."""
    shown = hidden(groups)
    title = escape(tell("report.title", language))
    heads = "".join(f'<th scope="col">{escape(tell(f"report.{h}", language))}</th>' for h in _HEADS)
    rows = "".join(_row(group, group in shown, language) for group in groups.rows)
    bound = tell(
        "report.bound", language, percent=percent(allocation.bound), gap=f"{allocation.gap:.1e}"
    )
    visible = [group for group in groups.rows if group not in shown]
    pictures = chances_picture(visible, language) + shares_picture(groups, visible, language)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{escape(bound)}</p><p><code>{escape(str(record['hash']))}</code></p>"
        f"{pictures}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "</body></html>\n"
    )


def hidden(groups: Groups) -> set[Group]:
    """Small groups, and where a question has just one, also its next smallest."""
    found: set[Group] = set()
    for question in dict.fromkeys(group.question for group in groups.rows):
        rows = sorted(
            (g for g in groups.rows if g.question == question and g.applied > 0),
            key=lambda group: group.applied,
        )
        small = [group for group in rows if group.is_small]
        found |= set(rows[: len(small) + 1] if len(small) == 1 else small)
    return found


def _row(group: Group, is_hidden: bool, language: str) -> str:
    names = f'<th scope="row">{escape(group.question)}</th><td>{escape(group.answer)}</td>'
    ceiling = "" if group.ceiling is None else str(group.ceiling)
    bounds = f"<td>{group.floor}</td><td>{ceiling}</td>"
    if is_hidden:
        few = escape(tell("report.hidden", language, least=LEAST)) if group.is_small else "–"
        return f"<tr>{names}<td>{few}</td>{bounds}<td>–</td><td>–</td><td>–</td></tr>"
    return (
        f"<tr>{names}<td>{group.applied}</td>{bounds}<td>{percent(group.average)} %</td>"
        f"<td>{percent(group.smallest)} %</td><td>{group.admitted}</td></tr>"
    )
