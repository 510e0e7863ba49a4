"""A plan's document written into a draft version, with a fixed number of queries."""

from collections.abc import Mapping, Sequence
from datetime import date

from loim.programmes.actions.plan_identities import Given, activities_for, indicators_for
from loim.programmes.logic.plan_document import (
    DateRange,
    PlanDocument,
    PlannedActivity,
    RowLevel,
    ScheduleRow,
)
from loim.programmes.models import (
    Activity,
    Indicator,
    PlanActivity,
    PlanIndicator,
    PlanIndicatorPlace,
    PlanSection,
    PlanVersion,
)

_LEVELS_FROM_THE_ROOT = (RowLevel.ACTIVITY, RowLevel.GROUP, RowLevel.ITEM)


def write_document(
    version: PlanVersion,
    document: PlanDocument,
    given: Mapping[str, Given] | None = None,
    given_indicators: Sequence[int | None] = (),
) -> None:
    """Replace all that the draft says by what the document says.

    The programme's activities and indicators that the document still speaks of stay the
    same ones, so records stay linked to them; `given` names, by code, activities that are
    certain, and `given_indicators` the indicators in order. The caller holds the programme's lock, has
    checked `problems_of(document)` and that the version is a draft.
    """
    coded, below = activities_for(version.plan, document, given or {})
    indicators = indicators_for(version.plan, document, given_indicators)
    erase_content(version)
    sections = PlanSection.objects.bulk_create(
        PlanSection(
            version=version,
            activity=root,
            position=position,
            chapter_number=chapter.number,
            chapter_title=chapter.title,
            section_number=planned.section,
            code=planned.code,
            title=planned.title,
            narrative="\n".join(planned.narrative),
            target_group=planned.target_group,
        )
        for position, (root, (chapter, planned)) in enumerate(
            zip(coded, ((c, a) for c in document.chapters for a in c.activities), strict=True), 1
        )
    )
    _write_rows(sections, document.activities, below)
    _write_indicators(version, sections, indicators, document)


def erase_content(version: PlanVersion) -> None:
    """Empty a draft. The activities and indicators themselves stay: records may name them."""
    version.indicator_places.all().delete()
    version.indicators.all().delete()
    version.rows.all().delete()
    version.sections.all().delete()


def _write_rows(
    sections: Sequence[PlanSection],
    activities: Sequence[PlannedActivity],
    identities: Sequence[Sequence[Activity]],
) -> None:
    rows: list[PlanActivity] = []
    for section, planned, known in zip(sections, activities, identities, strict=True):
        parents: dict[str, PlanActivity] = {}
        for row, activity in zip(planned.rows, known, strict=True):
            made = schedule_row(section, activity, row)
            made.position = len(rows) + 1
            made.parent = parent_of(row.level, parents)
            parents[row.level] = made
            if row.level is not RowLevel.ITEM:
                parents.pop(RowLevel.ITEM, None)
            if row.level is RowLevel.ACTIVITY:
                parents.pop(RowLevel.GROUP, None)
            rows.append(made)
    for level in _LEVELS_FROM_THE_ROOT:  # a parent needs its key before its children name it
        PlanActivity.objects.bulk_create(row for row in rows if row.level == level)


def parent_of(level: str, parents: dict[str, PlanActivity]) -> PlanActivity | None:
    """The nearest row above of a higher level, among the rows last seen at each level."""
    above = {
        RowLevel.ITEM: (RowLevel.GROUP, RowLevel.ACTIVITY),
        RowLevel.GROUP: (RowLevel.ACTIVITY,),
    }
    return next(
        (parents[higher] for higher in above.get(RowLevel(level), ()) if higher in parents), None
    )


def schedule_row(section: PlanSection, activity: Activity, row: ScheduleRow) -> PlanActivity:
    overall, period = _ends(row.overall), _ends(row.period)
    return PlanActivity(
        version_id=section.version_id,
        section=section,
        activity=activity,
        level=row.level,
        number=row.number,
        title=row.title,
        overall_start=overall[0],
        overall_end=overall[1],
        period_start=period[0],
        period_end=period[1],
        is_not_applicable=row.is_not_applicable,
        responsible=row.responsible,
        planned_cost=row.planned_cost,
    )


def _ends(dates: DateRange | None) -> tuple[date | None, date | None]:
    return (dates.start, dates.end) if dates else (None, None)


def _write_indicators(
    version: PlanVersion,
    sections: Sequence[PlanSection],
    indicators: Sequence[Indicator],
    document: PlanDocument,
) -> None:
    worded = PlanIndicator.objects.bulk_create(
        PlanIndicator(
            version=version,
            indicator=indicator,
            position=position,
            name=planned.name,
            unit=planned.unit,
            target=planned.target,
            final_target=planned.final_target,
            final_year=planned.final_year,
        )
        for position, (planned, indicator) in enumerate(
            zip(document.indicators, indicators, strict=True), 1
        )
    )
    by_code = {section.code: section for section in sections}
    PlanIndicatorPlace.objects.bulk_create(
        PlanIndicatorPlace(
            version=version,
            plan_indicator=made,
            section=by_code[place.activity_code] if place.activity_code else None,
            position=position,
            table=place.table,
            covers_chapter=place.covers_chapter,
            note=note,
        )
        for made, planned in zip(worded, document.indicators, strict=True)
        for position, (place, note) in enumerate(zip(planned.places, planned.notes, strict=True), 1)
    )
