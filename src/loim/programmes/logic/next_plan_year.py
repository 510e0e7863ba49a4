"""The October review's starting point: a plan's document with its dates moved one period on."""

from dataclasses import replace
from datetime import date, timedelta

from loim.programmes.logic.plan_document import DateRange, PlanDocument, ScheduleRow


def next_period(period: DateRange) -> DateRange:
    """The period of the same length in months that begins the day after this one ends."""
    start = period.end + timedelta(days=1)
    last_month = start.year * 12 + start.month - 1 + _months(period)
    return DateRange(start, date(last_month // 12, last_month % 12 + 1, 1) - timedelta(days=1))


def moved_to_next_period(document: PlanDocument) -> PlanDocument:
    """The same plan, dated for the next period and without an order.

    Targets, texts and costs are copied for people to review. Refused with ValueError where
    the document has no period.
    """
    if document.period is None:
        raise ValueError("a plan without a period has no next one")
    old, new = document.period, next_period(document.period)
    chapters = tuple(
        replace(
            chapter,
            activities=tuple(
                replace(activity, rows=tuple(moved_row(row, old, new) for row in activity.rows))
                for activity in chapter.activities
            ),
        )
        for chapter in document.chapters
    )
    return replace(document, order=None, period=new, chapters=chapters, unrecognised=())


def moved_row(row: ScheduleRow, old: DateRange, new: DateRange) -> ScheduleRow:
    """What began with its overall period, or with the plan's, goes on from the first day.

    Other dates move by the length of a period. All is clipped to the overall period: what
    has ended does not apply any more, and what begins in the new period now does.
    """
    if row.is_not_applicable:
        dates = _common(row.overall, new) if row.overall else None
        return replace(row, period=dates, is_not_applicable=dates is None)
    if row.period is None:
        return row
    goes_on = row.period.start == old.start or bool(
        row.overall and row.overall.start == row.period.start
    )
    start = new.start if goes_on else _moved(row.period.start, old)
    lasts = row.period.end == old.end or bool(row.overall and row.overall.end == row.period.end)
    end = new.end if lasts else _moved(row.period.end, old)
    dates = _common(DateRange(start, end), row.overall or new) if start <= end else None
    return replace(row, period=dates, is_not_applicable=dates is None)


def _common(one: DateRange, other: DateRange) -> DateRange | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return DateRange(start, end) if start <= end else None


def _months(period: DateRange) -> int:
    end = period.end + timedelta(days=1)
    return max(1, (end.year - period.start.year) * 12 + end.month - period.start.month)


def _moved(day: date, period: DateRange) -> date:
    """The same day of the month, a period later; the month's last where it has no such day."""
    month = day.year * 12 + day.month - 1 + _months(period)
    year, month = month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
