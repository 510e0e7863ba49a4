"""The rows behind a number: a list to filter, sort, page, print and take away."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import public
from loim.common.paging import paged
from loim.common.tables import Table, table_response
from loim.programmes.forms.indicators import WHOLE, RowsFilterForm
from loim.programmes.logic.periods import Period, calendar_years
from loim.programmes.measures.rows import Row, Rows, rows
from loim.programmes.models import IndicatorValue, StaleSource
from loim.programmes.queries.indicators import whole_of
from loim.programmes.queries.indicators.measure_versions import MeasureVersion, measure_versions
from loim.programmes.views.indicators.shown import PUBLIC, Shown, shown_indicator

MOST_EXPORTED = 100_000  # more than that no spreadsheet is pleasant with


@public(PUBLIC)
def indicator_rows(request: HttpRequest, pk: int) -> HttpResponse:
    shown = shown_indicator(request, pk)
    today = timezone.localdate()
    current = _current(shown)
    if current is None:
        return render(request, "programmes/indicator_rows.html", _context(shown))
    filters, found, kept = _found(request, shown, current, today)
    context = _context(shown) | {
        "current": current,
        "filters": filters,
        "period": found.period,
        "rows": paged(request, cast("list[Row]", found)),  # a list as far as a paginator asks
        "total": kept.value if kept and found.known_count is not None else found.total,
        "source": current.method.source,
        "kinds": {kind.value: kind.label for kind in current.method.source.kinds},
    }
    return render(request, "programmes/indicator_rows.html", context)


@public(PUBLIC)
def indicator_rows_export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """All rows that the filters leave, as .csv or .xlsx."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    shown = shown_indicator(request, pk)
    current = _current(shown)
    if current is None:
        raise Http404
    filters, found, _kept = _found(request, shown, current, timezone.localdate())
    if found.count() > MOST_EXPORTED:
        messages.warning(
            request,
            _("There are more than %(most)s rows. Choose one year or one municipality.")
            % {"most": MOST_EXPORTED},
        )
        response = redirect("indicator-rows", pk)
        response["Location"] += f"?{request.GET.urlencode()}"
        return response
    name = f"{_('indicator')}-{pk}-{filters.chosen}"
    return table_response(file_format, name, _table(found, current))


def _context(shown: Shown) -> dict[str, Any]:
    return {
        "shown": shown,
        "programme": shown.programme,
        "indicator": shown.indicator,
        "worded": shown.promise.worded,
    }


def _current(shown: Shown) -> MeasureVersion | None:
    return next(iter(measure_versions(shown.indicator)), None)


def _found(
    request: HttpRequest, shown: Shown, current: MeasureVersion, today: date
) -> tuple[RowsFilterForm, Rows, IndicatorValue | None]:
    """The filters, the rows they leave, and the number kept for the period if it is fresh."""
    whole = whole_of(shown.programme)
    periods: dict[str, Period] = {WHOLE: whole}
    periods |= {
        str(year.start.year): year for year in calendar_years(whole) if year.has_begun(today)
    }
    # A report opens its numbers onto the rows of its own days.
    asked = Period.from_key(request.GET.get("period", ""))
    if asked and (part := asked.within(whole)) and part.has_begun(today):
        periods[asked.key] = part
    filters = RowsFilterForm(request.GET or None, method=current.method, periods=periods)
    period = periods[filters.chosen]
    kept = IndicatorValue.objects.filter(
        indicator=shown.indicator, start_date=period.start, end_date=period.end
    ).first()
    if kept and StaleSource.objects.filter(programme=shown.programme).exists():
        kept = None  # the rows are newer than the number: count them
    found = rows(current.method, period, today, known_count=kept.row_count if kept else None)
    return filters, filters.applied(found), kept


def _table(found: Rows, current: MeasureVersion) -> Table:
    source = current.method.source
    columns = [_("Date"), _("Record"), _("Kind"), _("Municipality"), _("EHAK code"), _("Counts as")]
    columns += [str(source.amount_label)] if source.amount_label else []
    columns += [_("Entered by hand")]
    return Table(_("Rows"), columns, (_cells(row, current) for row in found))


def _cells(row: Row, current: MeasureVersion) -> list[Any]:
    source = current.method.source
    cells = [
        row.date,
        row.title,
        str(source.kind_label(row.kind)) or None,
        row.municipality_name or None,
        row.municipality or None,
        row.contribution,
    ]
    cells += [row.people] if source.amount_label else []
    return [*cells, _("yes") if row.is_manual else None]
