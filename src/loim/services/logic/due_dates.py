"""When a service is to be confirmed again, and how overdue it is."""

from datetime import date

from dateutil.relativedelta import relativedelta

SOON_DAYS = 14


def next_due(confirmed: date, every_months: int) -> date:
    """The same day of the month `every_months` later, or the last one where there is none."""
    return confirmed + relativedelta(months=every_months)


def is_overdue(due: date | None, today: date) -> bool:
    return due is not None and due < today


def is_due_soon(due: date | None, today: date) -> bool:
    return due is not None and 0 <= (due - today).days <= SOON_DAYS
