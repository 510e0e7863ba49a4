"""Figures for counties, associations, ministries and everybody: the same for all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.tables import Table, table_response
from loim.communities.models import FiguresMonth
from loim.communities.queries.overview.figures import measured


def _month(request: HttpRequest) -> tuple[FiguresMonth | None, list[FiguresMonth]]:
    months = list(FiguresMonth.objects.order_by("-month")[:36])
    asked = request.GET.get("month", "")
    chosen = next((one for one in months if str(one) == asked), None)
    return chosen or (months[0] if months else None), months


@public("published figures name nobody and nothing small")
@require_safe
def community_figures(request: HttpRequest) -> HttpResponse:
    month, months = _month(request)
    shown = {"month": month, "months": months, "measures": measured(month) if month else []}
    return render(request, "communities/overview/figures.html", shown)


@public("published figures name nobody and nothing small")
@require_safe
def community_figures_file(request: HttpRequest) -> HttpResponse:
    """As .csv: one row for each county and level; a number that is not shown is empty."""
    month, _months = _month(request)
    if month is None:
        raise Http404
    rows = [
        (str(month), measure.label, county, level, number)
        for measure in measured(month)
        for county, numbers in measure.counties
        for level, number in zip(measure.levels, numbers, strict=True)
    ]
    columns = [_("Month"), _("Measure"), _("County"), _("Level"), _("Communities")]
    return table_response("csv", f"communities-{month}", Table(_("Figures"), columns, rows))
