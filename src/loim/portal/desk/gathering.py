"""What waits for one person, of all kinds: numbers of each, and the rows of one page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from loim.people.models import User
from loim.portal.waiting import desk_kinds
from loim.portal.waiting.desk import DeskKind, DeskRow, Waits, Wanted

PAGE_SIZE = 25
LAST_PAGE = 40  # whoever has more waiting filters first


@dataclass(frozen=True)
class KindWaits:
    kind: DeskKind
    total: int
    days: int | None  # since the oldest of them waits; None where none does


@dataclass(frozen=True)
class Desk:
    """`kinds` are those that may wait for this person at all; `total` is of the rows that the
    filters leave, the longest waiting first."""

    kinds: list[KindWaits] = field(default_factory=list)
    rows: list[DeskRow] = field(default_factory=list)
    total: int = 0

    @property
    def waiting(self) -> list[KindWaits]:
        return [each for each in self.kinds if each.total]

    @property
    def clear(self) -> list[KindWaits]:
        return [each for each in self.kinds if not each.total]

    @property
    def all(self) -> int:
        return sum(each.total for each in self.kinds)


def desk_of(
    person: User, now: datetime, *, kind: str = "", organisation: int | None = None,
    whose: str = "", page: int = 1,
) -> Desk:  # fmt: skip
    """One query for each kind of the person's, however much waits. Of each kind as many rows are
    read as the page could show of it alone."""
    most = min(page, LAST_PAGE) * PAGE_SIZE
    wanted = Wanted(organisation, whose, most)
    found = [
        (each, waits)
        for each in desk_kinds()
        if (waits := each.waits(person, now, wanted)) is not None
    ]
    chosen = [waits for each, waits in found if kind in {"", each.key}]
    rows = sorted((row for waits in chosen for row in waits.rows), key=lambda row: row.since)
    return Desk(
        [KindWaits(each, waits.total, _days(waits, now)) for each, waits in found],
        rows[most - PAGE_SIZE : most],
        sum(waits.total for waits in chosen),
    )


def duties(kinds: Sequence[KindWaits]) -> list[KindWaits]:
    return [each for each in kinds if each.kind.is_duty and each.total]


def _days(waits: Waits, now: datetime) -> int | None:
    return None if waits.oldest is None else max(0, (now - waits.oldest).days)
