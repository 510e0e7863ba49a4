"""What became of a club, quarter by quarter, from its records."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractQuarter, ExtractYear

from loim.clubs.logic.statistics import Quarter
from loim.clubs.models import Club, ClubMeeting, Visit, VisitState
from loim.events.models import Attendance, EventStatus


def club_quarters(club: Club) -> list[Quarter]:
    """Every quarter with a meeting that was held or cancelled, in order; three queries."""
    found: dict[tuple[int, int], dict[str, int]] = {}
    over = ClubMeeting.objects.filter(
        club=club, event__status__in=[EventStatus.HELD, EventStatus.CANCELLED]
    )
    counted = _by_quarter(over, "event__start_date").annotate(
        held=Count("pk", filter=Q(event__status=EventStatus.HELD)),
        cancelled=Count("pk", filter=Q(event__status=EventStatus.CANCELLED)),
    )
    for year, quarter, held, cancelled in counted.values_list(
        "year", "quarter", "held", "cancelled"
    ):
        found[year, quarter] = {"held": held, "cancelled": cancelled}
    # By the event's attendance: what the plan's numbers are made of.
    came = Attendance.objects.filter(event__club_meeting__club=club, event__status=EventStatus.HELD)
    summed = _by_quarter(came, "event__start_date").annotate(visits=Sum("people"))
    for year, quarter, people in summed.values_list("year", "quarter", "visits"):
        found[year, quarter]["visits"] = people
    known = Visit.objects.filter(
        meeting__club=club, state=VisitState.CAME, meeting__event__status=EventStatus.HELD
    )
    different = _by_quarter(known, "meeting__event__start_date").annotate(
        people=Count("person", distinct=True)
    )
    for year, quarter, people in different.values_list("year", "quarter", "people"):
        found[year, quarter]["people"] = people
    return [Quarter(year, quarter, **numbers) for (year, quarter), numbers in sorted(found.items())]


def _by_quarter(rows: QuerySet[Any], day: str) -> Any:
    return (
        rows.order_by()
        .annotate(year=ExtractYear(day), quarter=ExtractQuarter(day))
        .values("year", "quarter")
    )
