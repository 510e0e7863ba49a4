"""Which statements of the crisis readiness self-assessment the plan shows to be so already."""

from datetime import date

from loim.assessments.models import Statement
from loim.common.translated import Text
from loim.communities.models import DrillTask, PointKind, ResourceKind
from loim.communities.queries.crisis.draft import Draft
from loim.communities.queries.crisis.due import TRIED_FOR
from loim.communities.queries.overview.levels import READINESS


def proved_statements(draft: Draft, today: date) -> list[Text]:
    """In the words of the questionnaire's newest version; none where there is none. Four queries."""
    keys = _proved_keys(draft, today)
    rows = Statement.objects.filter(
        version__questionnaire__slug=READINESS, version__state="published"
    ).select_related("version")
    found = list(rows.order_by("-version__number", "theme__position", "position", "pk"))
    newest = found[0].version_id if found else None
    return [row.text("wording") for row in found if row.version_id == newest and row.key in keys]


def _proved_keys(draft: Draft, today: date) -> set[str]:
    kinds = {resource.kind for resource in draft.resources}
    tried = draft.plan.drills.filter(date__gt=today - TRIED_FOR)
    copies = draft.plan.copies.filter(returned_date=None, version__superseded_at=None)
    said = {
        "people-roles": bool(draft.roles) and all(filled.first for filled in draft.roles),
        "people-contacts": copies.count() > 1,
        "people-skills": sum(1 for contact in draft.contacts if contact.skills) > 1,
        "communication-chain": len(draft.contacts) > 1 and draft.checked().reaches_all,
        "supplies-place": any(point.kind == PointKind.WARM for point in draft.points),
        "supplies-water": ResourceKind.WATER in kinds,
        "supplies-tools": kinds >= {ResourceKind.POWER, ResourceKind.HEAT},
        "practice-drill": tried.exists(),
        "practice-learn": DrillTask.objects.filter(
            drill__in=tried, done_date__isnull=False
        ).exists(),
    }
    return {key for key, is_so in said.items() if is_so}
