"""How much of full time one person's posts take together, and when it is too much."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

FULL_TIME = Decimal(1)


@dataclass(frozen=True)
class HeldShare:
    """A post's share of full time, held from day to day (both included; None while it lasts)."""

    share: Decimal
    start: date
    end: date | None


@dataclass(frozen=True)
class Overload:
    """A span of days with the largest total in it; `end` None where it does not end."""

    share: Decimal
    start: date
    end: date | None


def overloads(held: Iterable[HeldShare], most: Decimal = FULL_TIME) -> list[Overload]:
    """Every unbroken span in which the shares together are more than `most`, in order."""
    changes: dict[date, Decimal] = {}
    for one in held:
        changes[one.start] = changes.get(one.start, Decimal(0)) + one.share
        if one.end is not None:
            after = one.end + timedelta(days=1)
            changes[after] = changes.get(after, Decimal(0)) - one.share
    found: list[Overload] = []
    total = Decimal(0)
    start, peak = None, Decimal(0)
    for day in sorted(changes):
        total += changes[day]
        if total > most:
            start, peak = start or day, max(peak, total)
        elif start is not None:
            found.append(Overload(peak, start, day - timedelta(days=1)))
            start, peak = None, Decimal(0)
    if start is not None:
        found.append(Overload(peak, start, None))
    return found
