"""Weeks as people name them: from Monday to Sunday, '2026-W47' (ISO 8601)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_NAME = re.compile(r"^(\d{4})-W(\d{2})$")


@dataclass(frozen=True)
class Week:
    monday: date

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def name(self) -> str:
        year, week, _day = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    def moved(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks))


def week_of(day: date) -> Week:
    return Week(day - timedelta(days=day.weekday()))


def week_named(name: str) -> Week | None:
    """None of what names no week."""
    found = _NAME.match(name)
    if found is None:
        return None
    try:
        return Week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except (ValueError, OverflowError):
        return None
