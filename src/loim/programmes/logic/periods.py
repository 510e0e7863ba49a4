"""Spans of days that a number speaks for. Both ends belong to them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def has_begun(self, today: date) -> bool:
        return self.start <= today

    def is_over(self, today: date) -> bool:
        return self.end < today

    def reading_day(self, today: date) -> date:
        """The day whose state stands for the period: its last one, or today while it lasts."""
        return min(self.end, today)

    @property
    def key(self) -> str:
        """'2023-01-01_2023-03-31': how an address names it."""
        return f"{self.start.isoformat()}_{self.end.isoformat()}"

    @classmethod
    def from_key(cls, key: str) -> "Period | None":
        """None where the key names no period."""
        start, _, end = key.partition("_")
        try:
            return cls(date.fromisoformat(start), date.fromisoformat(end))
        except ValueError:
            return None

    def within(self, whole: "Period") -> "Period | None":
        """The part of it that lies in `whole`; None where they share no day."""
        start, end = max(self.start, whole.start), min(self.end, whole.end)
        return Period(start, end) if start <= end else None


def calendar_years(whole: Period) -> list[Period]:
    """The calendar years of a longer period; the first and last are cut to it."""
    years = range(whole.start.year, whole.end.year + 1)
    parts = [Period(date(year, 1, 1), date(year, 12, 31)).within(whole) for year in years]
    return [part for part in parts if part]
