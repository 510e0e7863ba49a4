"""An indicator's years as a chart."""

from dataclasses import replace

from loim.programmes.logic.chart import Chart, ColumnValues, column_chart
from loim.programmes.queries.indicators.figures import Figures


def chart_of(figures: Figures) -> Chart:
    """A state is drawn up to its final target and forecast; of a flow each year by itself."""
    values = [ColumnValues(str(year.year), year.actual, year.target) for year in figures.years]
    if figures.is_state and figures.years:
        final = figures.promise.final_end.year
        n = next((n for n, year in enumerate(figures.years) if year.year == final), -1)
        target = values[n].target
        values[n] = replace(
            values[n],
            target=figures.promise.worded.final_target if target is None else target,
            expected=figures.forecast.expected
            if figures.forecast and values[n].actual is None
            else None,
        )
    return column_chart(values)
