"""`plan_as_json`: a plan as the one JSON object that `loim plan import --json` prints."""

from decimal import Decimal
from typing import Any

from loim.programmes.logic.plan_document import (
    DateRange,
    PlanDocument,
    PlannedActivity,
    PlannedIndicator,
    ScheduleRow,
)


def plan_as_json(plan: PlanDocument) -> dict[str, Any]:
    """Dates are ISO strings, figures JSON numbers; what the plan does not say is null.

    `indicators[].activities` are the codes of the activities under which the indicator stands,
    each once; `places` are all its tables.
    """
    order = plan.order
    return {
        "title": plan.title,
        "order": {"number": order.number, "date": order.date.isoformat()} if order else None,
        "period": _range(plan.period),
        "chapters": [{"number": c.number, "title": c.title} for c in plan.chapters],
        "activities": [
            _activity(activity, chapter.number)
            for chapter in plan.chapters
            for activity in chapter.activities
        ],
        "rows": [_row(activity, row) for activity in plan.activities for row in activity.rows],
        "indicators": [_indicator(indicator) for indicator in plan.indicators],
        "planned_cost": _number(plan.planned_cost),
        "unrecognised": [{"place": item.place, "text": item.text} for item in plan.unrecognised],
    }


def _activity(activity: PlannedActivity, chapter: str) -> dict[str, Any]:
    return {
        "code": activity.code,
        "title": activity.title,
        "section": activity.section,
        "chapter": chapter,
        "narrative": list(activity.narrative),
        "target_group": activity.target_group,
    }


def _row(activity: PlannedActivity, row: ScheduleRow) -> dict[str, Any]:
    return {
        "activity": activity.code,
        "number": row.number,
        "title": row.title,
        "level": row.level.value,
        "overall": _range(row.overall),
        "period": _range(row.period),
        "not_applicable": row.is_not_applicable,
        "responsible": row.responsible,
        "planned_cost": _number(row.planned_cost),
    }


def _indicator(indicator: PlannedIndicator) -> dict[str, Any]:
    codes = [place.activity_code for place in indicator.places if place.activity_code]
    covers = [place.covers_chapter for place in indicator.places if place.covers_chapter]
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "target": _number(indicator.target),
        "final_target": _number(indicator.final_target),
        "final_year": indicator.final_year,
        "activities": list(dict.fromkeys(codes)),
        "covers": list(dict.fromkeys(covers)),
        "places": [
            {"activity": place.activity_code, "table": place.table, "covers": place.covers_chapter}
            for place in indicator.places
        ],
        "notes": list(indicator.notes),
    }


def _range(dates: DateRange | None) -> dict[str, str] | None:
    if dates is None:
        return None
    return {"start": dates.start.isoformat(), "end": dates.end.isoformat()}


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
