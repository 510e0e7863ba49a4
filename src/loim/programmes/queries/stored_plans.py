"""A stored plan version as the document it came from: for exports, comparisons, copies."""

import hashlib
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import groupby

from loim.programmes.logic.plan_document import (
    Chapter,
    DateRange,
    IndicatorPlace,
    OrderReference,
    PlanDocument,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
    Unrecognised,
)
from loim.programmes.models import (
    PlanActivity,
    PlanFile,
    PlanIndicatorPlace,
    PlanSection,
    PlanVersion,
)


def stored_document(version: PlanVersion) -> PlanDocument:
    """All that the version says; the same queries however long the plan is."""
    sections = list(version.sections.order_by("position"))
    rows: dict[int, list[ScheduleRow]] = defaultdict(list)
    for row in version.rows.order_by("position"):
        rows[row.section_id].append(_row(row))
    chapters = groupby(sections, key=lambda s: (s.chapter_number, s.chapter_title))
    return PlanDocument(
        title=version.title,
        order=_order(version),
        period=DateRange(version.plan.start_date, version.plan.end_date),
        chapters=tuple(
            Chapter(
                number, title, tuple(_activity(section, rows[section.pk]) for section in members)
            )
            for (number, title), members in chapters
        ),
        indicators=_indicators(version, {section.pk: section.code for section in sections}),
        unrecognised=_unrecognised(version),
    )


def _order(version: PlanVersion) -> OrderReference | None:
    if version.order_date is None or not version.order_number:
        return None
    return OrderReference(version.order_number, version.order_date)


def _activity(section: PlanSection, rows: list[ScheduleRow]) -> PlannedActivity:
    return PlannedActivity(
        section=section.section_number,
        code=section.code,
        title=section.title,
        narrative=tuple(section.narrative.split("\n")) if section.narrative else (),
        target_group=section.target_group,
        rows=tuple(rows),
    )


def _row(row: PlanActivity) -> ScheduleRow:
    return ScheduleRow(
        level=RowLevel(row.level),
        number=row.number,
        title=row.title,
        overall=dates(row.overall_start, row.overall_end),
        period=dates(row.period_start, row.period_end),
        is_not_applicable=row.is_not_applicable,
        responsible=row.responsible,
        planned_cost=_exact(row.planned_cost),
    )


def dates(start: date | None, end: date | None) -> DateRange | None:
    return DateRange(start, end) if start and end else None


def _indicators(version: PlanVersion, codes: dict[int, str]) -> tuple[PlannedIndicator, ...]:
    places: dict[int, list[PlanIndicatorPlace]] = defaultdict(list)
    for place in version.indicator_places.order_by("position", "pk"):
        places[place.plan_indicator_id].append(place)
    return tuple(
        PlannedIndicator(
            name=worded.name,
            unit=worded.unit,
            target=_exact(worded.target),
            final_target=_exact(worded.final_target),
            final_year=worded.final_year,
            places=tuple(
                IndicatorPlace(
                    codes[place.section_id] if place.section_id else "",
                    place.table,
                    place.covers_chapter,
                )
                for place in places[worded.pk]
            ),
            notes=tuple(place.note for place in places[worded.pk]),
        )
        for worded in version.indicators.order_by("position")
    )


def _exact(amount: Decimal | None) -> Decimal | None:
    """Without the zeros that the column adds: 3.00 is 3, which JSON would show apart."""
    return None if amount is None else amount.normalize() + 0


def _unrecognised(version: PlanVersion) -> tuple[Unrecognised, ...]:
    if version.source_file_id is None:
        return ()
    kept = PlanFile.objects.values_list("unrecognised", flat=True).get(pk=version.source_file_id)
    return tuple(Unrecognised(piece["place"], piece["text"]) for piece in kept)


def fingerprint(version: PlanVersion) -> str:
    """The same for the same content: shows whether a draft changed since somebody looked."""
    return hashlib.sha256(repr(stored_document(version)).encode()).hexdigest()
