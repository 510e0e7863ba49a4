"""What the front page of a programme gathers: partners, and what falls due next."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loim.people.models import Organisation
from loim.programmes.models import Agreement, Plan, PlanVersion, Programme

DEADLINES_AHEAD = timedelta(days=90)
DEADLINES_SHOWN = 6
REVIEW_MONTH = 10  # next year's plan is reviewed each October


class DeadlineKind(StrEnum):
    BEGINS = "begins"
    ENDS = "ends"
    PLAN_ENDS = "plan_ends"
    REVIEW = "review"
    AGREEMENT_ENDS = "agreement_ends"


@dataclass(frozen=True, order=True)
class Deadline:
    date: date
    kind: DeadlineKind
    what: str
    activity: int | None = None
    agreement: int | None = None


def partners_of(programme: Programme, today: date) -> list[Organisation]:
    """Whoever has an agreement in force, apart from the implementer itself."""
    parties = Organisation.objects.filter(
        agreement_parties__agreement__in=Agreement.objects.in_force_on(today).filter(
            programme=programme
        )
    )
    return list(parties.exclude(pk=programme.implementer_id).distinct().order_by("name", "pk"))


def next_deadlines(
    programme: Programme, version: PlanVersion | None, today: date, *, sees_agreements: bool
) -> list[Deadline]:
    """The first few dates within three months: activities, the plan itself, agreements."""
    until = today + DEADLINES_AHEAD
    found: list[Deadline] = []
    if version:
        found += _of_activities(version, today, until)
        found += _of_plan(version.plan, today, until)
    if sees_agreements:
        ending = Agreement.objects.filter(
            programme=programme, end_date__range=(today, until)
        ).values_list("end_date", "number", "pk")
        found += [
            Deadline(day, DeadlineKind.AGREEMENT_ENDS, number, agreement=pk)
            for day, number, pk in ending
            if day
        ]
    return sorted(found, key=lambda d: (d.date, d.kind, d.what))[:DEADLINES_SHOWN]


def _of_activities(version: PlanVersion, today: date, until: date) -> list[Deadline]:
    """Rows that begin or end on a day of their own: the plan's own days say nothing new."""
    rows = version.rows.select_related("section").order_by("position")
    plan = version.plan
    found = []
    for row in rows:
        number = "" if row.number == row.section.code else row.number
        what = " ".join(part for part in (row.section.code, number, row.title) if part)
        if row.period_start and row.period_start != plan.start_date:
            found.append(Deadline(row.period_start, DeadlineKind.BEGINS, what, row.activity_id))
        if row.period_end and row.period_end != plan.end_date:
            found.append(Deadline(row.period_end, DeadlineKind.ENDS, what, row.activity_id))
    return [deadline for deadline in found if today <= deadline.date <= until]


def _of_plan(plan: Plan, today: date, until: date) -> list[Deadline]:
    review = date(plan.end_date.year, REVIEW_MONTH, 1)
    found = [
        Deadline(plan.end_date, DeadlineKind.PLAN_ENDS, str(plan)),
        Deadline(review, DeadlineKind.REVIEW, str(plan)),
    ]
    return [deadline for deadline in found if today <= deadline.date <= until]
