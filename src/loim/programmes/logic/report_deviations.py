"""Where a report has to explain itself: a number behind its target, a time that has passed."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum


class Standing(StrEnum):
    """Where a number stands against what was promised. Zero is a number, no data is not."""

    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    BEHIND = "behind"
    NOT_DUE = "not_due"  # a state that is promised for the plan's end, which is to come
    ON_PACE = "on_pace"  # not there yet, but as far as an even pace leads by now
    REACHED = "reached"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class PlanSpan:
    """The plan's period and how much of it a report has behind it."""

    start: date
    end: date
    reported_until: date

    @property
    def is_complete(self) -> bool:
        return self.reported_until >= self.end

    @property
    def share(self) -> Decimal:
        """The share of the plan's days that have passed, at most 1."""
        if self.is_complete:
            return Decimal(1)
        passed = (self.reported_until - self.start).days + 1
        return Decimal(max(passed, 0)) / Decimal((self.end - self.start).days + 1)


def expected_by_now(target: Decimal, span: PlanSpan, *, is_state: bool) -> Decimal | None:
    """How much of the target an even pace would have reached, rounded down to a whole number.

    A state (posts filled on a day) is promised for the plan's end, so before that nothing
    can be said: None.
    """
    if span.is_complete:
        return target
    if is_state:
        return None
    return (target * span.share).to_integral_value(rounding=ROUND_FLOOR)


def standing(
    actual: Decimal | None, target: Decimal | None, span: PlanSpan, *, is_state: bool
) -> Standing:
    """Where `actual`, counted from the plan's first day, stands against the plan's target."""
    if actual is None:
        return Standing.NO_DATA
    if target is None:
        return Standing.NO_TARGET
    if actual >= target:
        return Standing.ABOVE if actual > target else Standing.REACHED
    expected = expected_by_now(target, span, is_state=is_state)
    if expected is None:
        return Standing.NOT_DUE
    return Standing.BEHIND if actual < expected else Standing.ON_PACE


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one activity's texts. `has_done` and `has_deviation`: is it written?"""

    has_done: bool
    has_deviation: bool
    is_behind: bool  # a number of the activity is behind its target
    is_overdue: bool  # a row's time has passed and nothing was recorded
    is_not_applicable: bool  # the plan says that nothing is done in its period

    @property
    def needs_done(self) -> bool:
        return not self.is_not_applicable

    @property
    def needs_deviation(self) -> bool:
        return self.is_behind or (self.is_overdue and not self.is_not_applicable)

    @property
    def lacks_done(self) -> bool:
        return self.needs_done and not self.has_done

    @property
    def lacks_deviation(self) -> bool:
        return self.needs_deviation and not self.has_deviation

    @property
    def is_complete(self) -> bool:
        return not (self.lacks_done or self.lacks_deviation)
