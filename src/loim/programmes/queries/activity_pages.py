"""What the page of one activity shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from loim.programmes.logic.plan_tree import TreeRow, TreeSection
from loim.programmes.models import (
    Activity,
    IndicatorValue,
    PlanIndicator,
    PlanIndicatorPlace,
    PlanVersion,
)
from loim.programmes.models.plan import PlanStatus


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator under an activity; `shared_with` are the other coded activities that show it.

    `actual` is what has been reached in the plan's days so far, None where nothing is kept yet.
    """

    worded: PlanIndicator
    note: str
    shared_with: list[PlanIndicatorPlace]
    covers_chapter: str
    actual: IndicatorValue | None = None


def version_that_words(activity: Activity, *, sees_drafts: bool) -> PlanVersion | None:
    """The newest approved version that speaks of the activity, else a draft for who may see it."""
    versions = (
        PlanVersion.objects.filter(Q(sections__activity=activity) | Q(rows__activity=activity))
        .select_related("plan__programme")
        .order_by("-plan__start_date", "-number", "-pk")
    )
    approved = versions.filter(status=PlanStatus.APPROVED).first()
    return approved or (versions.first() if sees_drafts else None)


def section_of(
    sections: Sequence[TreeSection], activity: int
) -> tuple[TreeSection, TreeRow | None]:
    """The section that holds the activity, and its row where it is not the coded activity."""
    for section in sections:
        if section.activity == activity:
            return section, section.own
        for row in section.rows:
            for candidate in (row, *row.children):
                if candidate.activity == activity:
                    return section, candidate
    raise LookupError(activity)


def activity_indicators(version: PlanVersion, section: TreeSection) -> list[ShownIndicator]:
    """The indicators that stand in the section or speak for its chapter, each with where else
    it stands, and what it has reached: 2 queries."""
    places = (
        PlanIndicatorPlace.objects.filter(plan_indicator__version=version)
        .select_related("plan_indicator", "section")
        .order_by("plan_indicator__position", "position", "pk")
    )
    by_indicator: dict[int, list[PlanIndicatorPlace]] = {}
    for place in places:
        by_indicator.setdefault(place.plan_indicator_id, []).append(place)
    reached = _reached(version, by_indicator)
    shown = []
    for members in by_indicator.values():
        here = next((p for p in members if p.section_id == section.section), None)
        chapter = next(
            (p for p in members if p.covers_chapter and p.covers_chapter == section.chapter_title),
            None,
        )
        found = here or chapter
        if found:
            others = [p for p in members if p.section and p.section_id != section.section]
            covers = (chapter or found).covers_chapter
            actual = reached.get(found.plan_indicator.indicator_id)
            shown.append(ShownIndicator(found.plan_indicator, found.note, others, covers, actual))
    return shown


def _reached(version: PlanVersion, promised: Iterable[int]) -> dict[int, IndicatorValue]:
    """By indicator, the number that is kept ready for the plan's own days."""
    days = {"start_date": version.plan.start_date, "end_date": version.plan.end_date}
    kept = IndicatorValue.objects.filter(
        indicator__plan_indicators__in=promised, value__isnull=False, **days
    )
    return {value.indicator_id: value for value in kept}
