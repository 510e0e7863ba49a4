"""A page for the public: pictures, one table, and how to check the draw. No script.

Small groups are hidden, and with them as many neighbours of the same question as it takes, or the
sum over the question would give them away.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from fairplaces.allocation import Allocation
from fairplaces.explain.chances import percent
from fairplaces.messages import tell
from fairplaces.report.groups import LEAST, Group, Groups
from fairplaces.report.pictures import chances_picture, shares_picture

_STYLE = """:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#c4c4c4;--before:#767676;
--after:#0b5cad}@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--line:#555;
--before:#9a9a9a;--after:#6cb2ff}}body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;
margin:0 auto;padding:1rem;color:var(--ink);background:var(--paper)}
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:2rem}
svg{display:block;width:100%;max-width:32rem;height:auto;fill:var(--ink)}
.before{fill:var(--before)}.after{fill:var(--after)}
.table{overflow-x:auto}.table:focus-visible{outline:3px solid var(--after)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid var(--line)}
th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}tbody th{font-weight:400}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0}
code{overflow-wrap:anywhere}@media(max-width:40rem){dl{grid-template-columns:1fr}
dd{margin-bottom:.5rem}}"""
_HEADS = ("question", "answer", "applied", "floor", "ceiling", "chance", "smallest", "admitted")
# Rounding to tickets keeps every lottery a little below its bound.
_REACHED = 1e-6


def html_report(
    allocation: Allocation, groups: Groups, record: Mapping[str, Any], language: str = "en"
) -> str:
    """The whole page as text, in `language`."""
    shown = hidden(groups)
    visible = [group for group in groups.rows if group not in shown]
    title = escape(tell("report.title", language))
    pictures = chances_picture(visible, language) + shares_picture(groups, visible, language)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{_summary(allocation, groups, language)}"
        f'<div class="pictures">{pictures}</div>{_table(groups, shown, language)}'
        f"{_replay(record, language)}</main></body></html>\n"
    )


def hidden(groups: Groups) -> set[Group]:
    """Small groups, and their next smallest until nobody can work out fewer than five people."""
    found: set[Group] = set()
    for question in dict.fromkeys(group.question for group in groups.rows):
        rows = sorted(
            (g for g in groups.rows if g.question == question and g.applied > 0),
            key=lambda group: group.applied,
        )
        few = [group for group in rows if group.is_small]
        for group in rows[len(few) :]:
            if not few or (len(few) > 1 and sum(one.applied for one in few) >= LEAST):
                break
            few.append(group)
        found |= set(few)
    return found


def _summary(allocation: Allocation, groups: Groups, language: str) -> str:
    said = bound_text(allocation, language)
    nowhere = sum(len(unit) for t in allocation.outside for unit in allocation.program.units[t])
    facts = [("report.people", groups.people), ("report.places", groups.places)]
    facts += [("report.outside", nowhere)] if nowhere else []
    return f"{_facts([(tell(code, language), str(n)) for code, n in facts])}<p>{escape(said)}</p>"


def bound_text(allocation: Allocation, language: str) -> str:
    """How close the lottery comes to the best that the rules allow the worst-off."""
    reached = allocation.gap < _REACHED
    return tell(
        "report.reached" if reached else "report.bound",
        language,
        percent=percent(allocation.bound),
        gap=f"{percent(allocation.gap)} %",
    )


def _facts(facts: list[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return f"<dl>{rows}</dl>"


def _table(groups: Groups, shown: set[Group], language: str) -> str:
    name = escape(tell("report.numbers", language))
    heads = "".join(f'<th scope="col">{escape(tell(f"report.{h}", language))}</th>' for h in _HEADS)
    rows = "".join(_row(group, group in shown, language) for group in groups.rows)
    note = escape(tell("report.small", language, least=LEAST)) if shown else ""
    # Focusable, so that the keyboard can scroll what a narrow screen cannot hold.
    return (
        f'<h2 id="numbers">{name}</h2><div class="table" role="region" tabindex="0" '
        f'aria-labelledby="numbers"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>'
        f"</table></div>{f'<p>{note}</p>' if note else ''}"
    )


def _row(group: Group, is_hidden: bool, language: str) -> str:
    names = f'<td>{escape(group.question)}</td><th scope="row">{escape(group.answer)}</th>'
    ceiling = "" if group.ceiling is None else str(group.ceiling)
    bounds = f"<td>{group.floor}</td><td>{ceiling}</td>"
    if is_hidden:
        few = escape(tell("report.hidden", language, least=LEAST)) if group.is_small else "–"
        return f"<tr>{names}<td>{few}</td>{bounds}<td>–</td><td>–</td><td>–</td></tr>"
    return (
        f"<tr>{names}<td>{group.applied}</td>{bounds}<td>{percent(group.average, language)} %</td>"
        f"<td>{percent(group.smallest, language)} %</td><td>{group.admitted}</td></tr>"
    )


def _replay(record: Mapping[str, Any], language: str) -> str:
    """What anyone needs to check the draw."""
    command = f"fairplaces verify record.json --full --hash {record['hash']}"
    said = escape(tell("report.how", language, command="\0")).replace(
        "\0", f"<code>{escape(command)}</code>"
    )
    ticket = tell(
        "report.of",
        language,
        ticket=record["result"]["ticket"],
        tickets=record["lottery"]["tickets"],
    )
    codes = [("commitment", record["seed"]["commitment"]), ("public", record["seed"]["public"])]
    codes += [("ticket", ticket), ("record_hash", record["hash"])]
    facts = "".join(
        f"<dt>{escape(tell(f'report.{name}', language))}</dt><dd><code>{escape(text)}</code></dd>"
        for name, text in codes
        if text
    )
    return f"<h2>{escape(tell('report.replay', language))}</h2><p>{said}</p><dl>{facts}</dl>"
