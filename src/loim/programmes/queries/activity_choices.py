"""The approved plans' activities, grouped by coded activity, for choosing one in a form."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.text import Truncator

from loim.programmes.models import PlanActivity, PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus

LONGEST_LABEL = 110


@dataclass
class ActivityGroup:
    label: str
    activities: list[tuple[int, str]] = field(default_factory=list)


def activity_choices(programmes: QuerySet[Programme]) -> list[ActivityGroup]:
    """One query. The newest approved version of each plan counts, the newest plan's words first."""
    newest = (
        PlanVersion.objects.filter(plan__programme__in=programmes, status=PlanStatus.APPROVED)
        .order_by("plan_id", "-number")
        .distinct("plan_id")
    )
    rows = (
        PlanActivity.objects.filter(version__in=newest.values("pk"))
        .select_related("section")
        .order_by("-version__plan__start_date", "version_id", "position")
    )
    groups: dict[int, ActivityGroup] = {}
    seen: set[int] = set()
    for row in rows:
        if row.activity_id in seen:
            continue
        seen.add(row.activity_id)
        label = _short(f"{row.section.code} {row.section.title}")
        group = groups.setdefault(row.section.activity_id, ActivityGroup(label))
        group.activities.append((row.activity_id, _short(f"{row.number} {row.title}")))
    return sorted(groups.values(), key=lambda group: group.label)


def _short(text: str) -> str:
    return Truncator(text).chars(LONGEST_LABEL)
