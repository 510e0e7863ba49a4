"""Reports of a programme: the list, what may be reported next, the plan that is reported on."""

from datetime import date

from django.db.models import QuerySet

from loim.programmes.logic.report_periods import MONTHS, ReportPeriod, reportable
from loim.programmes.logic.report_states import ReportStatus
from loim.programmes.models import PlanVersion, Programme, Report
from loim.programmes.models.plan import PlanStatus


def filtered_reports(
    programme: Programme, *, with_open_ones: bool, kind: str = "", status: str = "", year: str = ""
) -> QuerySet[Report]:
    """The newest period first. Those who do not take part see what has been accepted."""
    found = Report.objects.filter(programme=programme)
    if not with_open_ones:
        found = found.filter(status=ReportStatus.ACCEPTED)
    if kind:
        found = found.filter(kind=kind)
    if status:
        found = found.filter(status=status)
    if year:
        found = found.filter(start_date__year=int(year))
    return found.order_by("-start_date", "end_date", "-pk")


def reportable_periods(programme: Programme, today: date) -> list[ReportPeriod]:
    """Periods of every kind that are over, that an approved plan speaks of and that are not
    reported on yet; the newest first of each kind. Two queries."""
    reported: dict[str, list[tuple[date, date]]] = {kind: [] for kind in MONTHS}
    rows = Report.objects.filter(programme=programme).values_list("kind", "start_date", "end_date")
    for kind, start, end in rows:
        reported[kind].append((start, end))
    approved = PlanVersion.objects.filter(plan__programme=programme, status=PlanStatus.APPROVED)
    plans = set(approved.values_list("plan__start_date", "plan__end_date"))
    return [
        period
        for kind in MONTHS
        for period in reportable(
            kind, programme.start_date, programme.end_date, today=today, reported=reported[kind]
        )
        if any(start <= period.end and end >= period.start for start, end in plans)
    ]


def version_in_force(programme: Programme, start: date, end: date) -> PlanVersion | None:
    """The approved plan version that a report on those days speaks of.

    Of the latest plan with a day in the period, the newest version that an order approved
    by the period's last day; where every order came later, the first one.
    """
    approved = (
        PlanVersion.objects.filter(
            plan__programme=programme,
            plan__start_date__lte=end,
            plan__end_date__gte=start,
            status=PlanStatus.APPROVED,
        )
        .select_related("plan")
        .order_by("-plan__start_date", "-number")
    )
    versions = list(approved)
    if not versions:
        return None
    of_plan = [version for version in versions if version.plan_id == versions[0].plan_id]
    in_time = (v for v in of_plan if v.order_date is not None and v.order_date <= end)
    return next(in_time, of_plan[-1])
