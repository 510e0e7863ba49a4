"""Statistics of enquiries: a year, one figure, and their files. All from what is published."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loim.casework.forms.statistics.chosen import chosen, chosen_organisation
from loim.casework.logic.statistics.charts import Month, MonthChart, month_chart
from loim.casework.logic.statistics.hiding import THRESHOLD
from loim.casework.logic.statistics.periods import add_months
from loim.casework.models import Dimension
from loim.casework.permissions import may_counsel_anywhere, may_see_statistics
from loim.casework.queries.statistics.figures import (
    SHOWN_BY,
    Figures,
    Value,
    organisations_with_figures,
    people_figures,
    published_months,
)
from loim.casework.queries.statistics.labels import Labels
from loim.casework.queries.statistics.rise_words import TAGS, sentences, strength_name
from loim.casework.queries.statistics.rising import Risen, flagged, rise_of
from loim.casework.queries.statistics.year_table import YearTable, year_table
from loim.common.access import allowed
from loim.common.tables import Table, table_response
from loim.people.models import Organisation
from loim.people.permissions import roles_by_organisation


@dataclass(frozen=True)
class ShownRise:
    risen: Risen
    label: str
    by: str
    color: str
    strength: str
    sentences: list[str]


def figures_asked_for(request: HttpRequest, known: list[Organisation]) -> Figures | None:
    """Of the organisation in the address; None where nothing was published yet."""
    span = published_months()
    if span is None or not known:
        return None
    own = set(roles_by_organisation(request.user))
    return Figures(chosen_organisation(request.GET, known, own), *span)


@allowed(may_see_statistics)
def statistics_page(request: HttpRequest) -> HttpResponse:
    known = organisations_with_figures()
    figures = figures_asked_for(request, known)
    if figures is None:
        return render(request, "casework/statistics/none_yet.html")
    picked, labels = chosen(request.GET, figures), Labels()
    table = year_table(figures, picked.year, picked.by, labels)
    people = people_figures(figures.organisation)
    context: dict[str, Any] = {
        "organisations": known,
        "chosen": picked,
        "years": range(figures.last.year, figures.first.year - 1, -1),
        "dimensions": [(one.value, one.label) for one in SHOWN_BY],
        "by_label": Dimension(picked.by).label,
        "table": table,
        "figures": figures,
        "glance": _glance(figures),
        "rises": [_shown(one, labels) for one in flagged(figures, figures.last)],
        "chart": _year_chart(figures, picked.year),
        "months": _year_months(figures, picked.year),
        "people": people[:1],
        "unknown": figures.value("year", date(people[0].last_year, 1, 1), "identity", "unknown")
        if people
        else None,
        "threshold": THRESHOLD,
        "may_propose": may_counsel_anywhere(request.user),
    }
    return render(request, "casework/statistics/page.html", context)


@allowed(may_see_statistics)
def statistics_file(request: HttpRequest) -> HttpResponse:
    """The year by everything, a sheet for each; hidden numbers as in the page."""
    figures = figures_asked_for(request, organisations_with_figures())
    if figures is None:
        return redirect("counselling-statistics")
    picked, labels = chosen(request.GET, figures), Labels()
    sheets = [
        _sheet(year_table(figures, picked.year, by, labels), str(by.label)) for by in SHOWN_BY
    ]
    whose = figures.organisation.short_name if figures.organisation else _("all")
    name = f"{_('enquiries')}-{whose or figures.organisation}-{picked.year}".replace(" ", "-")
    return table_response("xlsx", name, *sheets)


@allowed(may_see_statistics)
def figure_page(request: HttpRequest) -> HttpResponse:
    """One category over two years, and what may be said of its last month."""
    figures = figures_asked_for(request, organisations_with_figures())
    by, category = request.GET.get("by", ""), request.GET.get("category", "")
    if figures is None or not _is_known(figures, by, category):
        return redirect("counselling-statistics")
    labels = Labels()
    rise = rise_of(figures, by, category)
    known = figures.by_month(by, category)
    context = {
        "figures": figures,
        "by": by,
        "by_label": Dimension(by).label,
        "category": category,
        "label": labels.of(by, category),
        "rise": rise,
        "strength": strength_name(rise.strength) if rise else "",
        "color": TAGS.get(rise.strength, "success") if rise else "",
        "sentences": sentences(rise) if rise else [],
        "last": figures.value("month", figures.last, by, category),
        "chart": two_years(figures, by, category),
        "rows": list(reversed(known.items())),
        "may_propose": may_counsel_anywhere(request.user)
        and figures.organisation is not None
        and known.get(figures.last),
        "threshold": THRESHOLD,
    }
    return render(request, "casework/statistics/figure.html", context)


def two_years(figures: Figures, by: str, category: str, changed: date | None = None) -> MonthChart:
    months = figures.months()[-24:]
    known = figures.by_month(by, category)
    place = None
    if changed is not None and changed.replace(day=1) in months:
        place = months.index(changed.replace(day=1))
    return month_chart(
        [Month(date_format(one, "b y"), known[one]) for one in months], mark_after=place
    )


def _is_known(figures: Figures, by: str, category: str) -> bool:
    if by == Dimension.ALL:
        return category == ""
    return by in set(SHOWN_BY) and category in figures.categories(by)


def _shown(one: Risen, labels: Labels) -> ShownRise:
    return ShownRise(
        one,
        labels.of(one.dimension, one.category),
        str(Dimension(one.dimension).label),
        TAGS[one.rise.strength],
        strength_name(one.rise.strength),
        sentences(one.rise),
    )


def _glance(figures: Figures) -> list[tuple[str, Value, str]]:
    """The last month, the same one a year before, and the year so far against the last one's."""
    last, before = figures.last, add_months(figures.last, -12)
    found = [(date_format(last, "F Y"), figures.value("month", last, Dimension.ALL), "")]
    if before >= figures.first:
        found.append(
            (date_format(before, "F Y"), figures.value("month", before, Dimension.ALL), "")
        )
    return found


def _year_months(figures: Figures, year: int) -> list[tuple[date, Value, Value | None, str]]:
    """Month, number, number a year before, change in per cent."""
    found = []
    for month in figures.months():
        if month.year != year:
            continue
        now = figures.value("month", month, Dimension.ALL)
        earlier = add_months(month, -12)
        before = (
            figures.value("month", earlier, Dimension.ALL) if earlier >= figures.first else None
        )
        found.append((month, now, before, _change(now, before)))
    return found


def _change(now: Value, before: Value | None) -> str:
    if before is None or not before.number or now.number is None:
        return ""
    if now.is_at_least or before.is_at_least:
        return ""
    return f"{100 * (now.number - before.number) / before.number:+.0f} %".replace("-", "−")


def _year_chart(figures: Figures, year: int) -> MonthChart:
    return month_chart(
        [
            Month(date_format(month, "b"), now.number, before.number if before else None)
            for month, now, before, _percent in _year_months(figures, year)
        ]
    )


def _sheet(table: YearTable, name: str) -> Table:
    columns = ["", *(str(column.title) for column in table.columns)]
    rows = (
        [line.label, *(_as_text(value) for value in line.values)]
        for line in (*table.lines, table.total)
    )
    return Table(name, columns, rows)


def _as_text(value: Value) -> int | str | None:
    if value.number is None:
        return _("hidden")
    return (
        _("at least %(number)s") % {"number": value.number} if value.is_at_least else value.number
    )
