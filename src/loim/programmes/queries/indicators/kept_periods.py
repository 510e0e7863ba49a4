"""The periods whose numbers are kept ready."""

from datetime import date

from loim.programmes.logic.periods import Period, calendar_years
from loim.programmes.logic.report_states import EDITABLE
from loim.programmes.models import Plan, Programme, Report


def whole_of(programme: Programme) -> Period:
    return Period(programme.start_date, programme.end_date)


def year_of(programme: Programme, year: int) -> Period | None:
    """A calendar year, as far as it is the programme's."""
    return Period(date(year, 1, 1), date(year, 12, 31)).within(whole_of(programme))


def kept_periods(programme: Programme, today: date) -> list[Period]:
    """Those that have begun: calendar years, the whole programme, the plans' own periods,
    the periods of open reports and of the plan year up to their end."""
    whole = whole_of(programme)
    spans = set(Plan.objects.filter(programme=programme).values_list("start_date", "end_date"))
    reports = Report.objects.filter(programme=programme, status__in=[s.value for s in EDITABLE])
    for start, end, plan_start in reports.values_list(
        "start_date", "end_date", "plan_version__plan__start_date"
    ):
        # A part of the year is held against what the plan promises for all of it.
        spans |= {(start, end), (min(start, plan_start), end)}
    within = {Period(start, end).within(whole) for start, end in spans}
    wanted = {whole, *calendar_years(whole), *(period for period in within if period)}
    return sorted(period for period in wanted if period.has_begun(today))
