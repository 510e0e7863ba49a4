"""What is expected of a number and why, in one sentence."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.programmes.logic.digest import plain
from loim.programmes.logic.forecast import Basis
from loim.programmes.queries.indicators.figures import Figures


def forecast_in_words(figures: Figures) -> str:
    """'' where there is nothing to say: no data, or it has not begun."""
    found = figures.forecast
    if figures.so_far is None:
        return ""
    if found is None:
        return _("It is too early for a forecast: less than three months have been counted.")
    facts = {
        "expected": number_format(plain(found.expected)),
        "year": figures.promise.final_end.year,
        "rate": number_format(plain(found.rate)) if found.rate is not None else "",
        "number": found.points,
    }
    if found.basis is Basis.RATE:
        return (
            _(
                "At the rate so far, %(rate)s a year, it will be %(expected)s by the end of %(year)s."
            )
            % facts
        )
    if found.basis is Basis.TREND:
        return (
            ngettext(
                "By the trend of %(number)s year it will be %(expected)s in %(year)s.",
                "By the trend of %(number)s years it will be %(expected)s in %(year)s.",
                found.points,
            )
            % facts
        )
    if not figures.is_state:
        return _("The time is over: it is %(expected)s.") % facts
    return (
        _(
            "If it stays as it is now, it will be %(expected)s in %(year)s."
            " There are too few years for a trend."
        )
        % facts
    )
