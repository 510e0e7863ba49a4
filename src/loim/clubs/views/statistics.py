"""A club quarter by quarter: a chart, its table and a file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from loim.clubs.logic.quarters import ROMAN
from loim.clubs.logic.statistics import FEWEST, ShownQuarter, shown
from loim.clubs.queries.statistics import club_quarters
from loim.clubs.views.loading import run_club
from loim.common.access import allowed
from loim.common.tables import Table, table_response
from loim.programmes.permissions import may_record

LEFT, RIGHT, TOP, HEIGHT = 8, 632, 24, 150
SHOWN_QUARTERS = 12


@dataclass(frozen=True)
class Bar:
    label: str
    x: int
    y: int
    width: int
    height: int
    middle: int
    value: str


@allowed(may_record)
def statistics_page(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    rows = shown(club_quarters(club))
    context = {
        "club": club,
        "rows": [(_name(row), row) for row in reversed(rows)],
        "bars": _bars(rows[-SHOWN_QUARTERS:]),
        "base": TOP + HEIGHT,
        "label_y": TOP + HEIGHT + 20,
        "chart_height": TOP + HEIGHT + 30,
        "fewest": FEWEST,
        "hides": any(row.visits is None or row.people is None for row in rows),
    }
    return render(request, "clubs/statistics.html", context)


@allowed(may_record)
def statistics_file(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    columns = [
        _("Quarter"),
        _("Meetings held"),
        _("Meetings cancelled"),
        _("Attendances"),
        _("Different people, as far as they are known"),
        _("On average at a meeting"),
    ]
    few = _("fewer than %(number)s") % {"number": FEWEST}
    rows = (
        [
            _name(row),
            row.held,
            row.cancelled,
            few if row.visits is None else row.visits,
            few if row.people is None else row.people,
            None if row.average is None else round(row.average, 1),
        ]
        for row in shown(club_quarters(club))
    )
    name = f"{slugify(club.title) or 'club'}-{timezone.localdate():%Y-%m-%d}"
    return table_response("xlsx", name, Table(_("Quarters"), columns, rows))


def _name(row: ShownQuarter) -> str:
    return f"{ROMAN[row.quarter]} {row.year}"


def _bars(rows: list[ShownQuarter]) -> list[Bar]:
    most = max((row.visits or 0 for row in rows), default=0) or 1
    step = (RIGHT - LEFT) // max(len(rows), 4)
    width = min(round(step * 0.6), 64)
    bars = []
    for place, row in enumerate(rows):
        height = round(HEIGHT * (row.visits or 0) / most)
        middle = LEFT + place * step + step // 2
        bars.append(
            Bar(
                label=_name(row),
                x=middle - width // 2,
                y=TOP + HEIGHT - height,
                width=width,
                height=height,
                middle=middle,
                value=f"<{FEWEST}" if row.visits is None else str(row.visits),
            )
        )
    return bars
