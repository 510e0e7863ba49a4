"""A team's mentoring: what it may use, what is booked, what is spent, what is left; in minutes."""

from collections.abc import Iterable
from dataclasses import dataclass

BOOKED, HELD, CANCELLED, MISSED = "booked", "held", "cancelled", "missed"

TRANSITIONS: dict[str, frozenset[str]] = {
    BOOKED: frozenset({HELD, MISSED, CANCELLED}),
    HELD: frozenset({HELD, MISSED}),  # the log is put right
    MISSED: frozenset({HELD, MISSED, CANCELLED}),
    CANCELLED: frozenset(),
}
SHORTEST, LONGEST = 15, 8 * 60  # of one meeting


def leads_to(state: str, after: str) -> bool:
    return after in TRANSITIONS[state]


@dataclass(frozen=True)
class Budget:
    total: int
    booked: int = 0
    spent: int = 0

    @property
    def left(self) -> int:
        return self.total - self.booked - self.spent

    def has_room_for(self, minutes: int) -> bool:
        return minutes <= self.left

    @property
    def spent_percent(self) -> float:
        return _percent(self.spent, self.total)

    @property
    def used_percent(self) -> float:
        """Spent and booked together."""
        return _percent(self.spent + self.booked, self.total)


def budget_of(total: int, meetings: Iterable[tuple[str, int]]) -> Budget:
    """`meetings` are (state, minutes); what was cancelled uses nothing."""
    booked = spent = 0
    for state, minutes in meetings:
        if state == BOOKED:
            booked += minutes
        elif state in (HELD, MISSED):
            spent += minutes
    return Budget(total, booked, spent)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
