"""An indicator: in words, against its targets, and where it is heading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.common.access import public
from loim.programmes.actions.indicators import compute_values
from loim.programmes.logic.forecast import Standing
from loim.programmes.queries.indicators.charts import chart_of
from loim.programmes.queries.indicators.figures import Figures, figures_of
from loim.programmes.queries.indicators.forecast_words import forecast_in_words
from loim.programmes.queries.indicators.measure_versions import measure_versions
from loim.programmes.queries.indicators.standing_words import STANDINGS, YEAR_STANDINGS
from loim.programmes.views.indicators.shown import PUBLIC, Shown, shown_indicator


@public(PUBLIC)
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads numbers that are kept ready, whatever the number of records behind them."""
    shown = shown_indicator(request, pk)
    figures = counted_figures(shown)
    versions = measure_versions(shown.indicator)
    color, standing = STANDINGS[figures.standing]
    context = {
        "shown": shown,
        "programme": shown.programme,
        "indicator": shown.indicator,
        "worded": shown.promise.worded,
        "figures": figures,
        "years": [(year, *YEAR_STANDINGS[year.standing]) for year in figures.years],
        "standing": standing,
        "standing_color": color,
        "forecast": forecast_in_words(figures)
        if figures.standing not in (Standing.NOT_BEGUN, Standing.NO_DATA)
        else "",
        "chart": chart_of(figures),
        "versions": versions,
        "current": versions[0] if versions else None,
        "has_entries": shown.indicator.manual_entries.exists(),
    }
    return render(request, "programmes/indicator.html", context)


def counted_figures(shown: Shown) -> Figures:
    """The kept numbers; where nobody has ever counted, they are counted now."""
    now = timezone.now()
    today = timezone.localdate(now)
    (figures,) = figures_of(shown.programme, [shown.promise], today)
    if not figures.is_complete:
        compute_values(shown.programme, [shown.indicator], now=now, today=today)
        (figures,) = figures_of(shown.programme, [shown.promise], today)
    return figures
