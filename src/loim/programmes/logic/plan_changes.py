"""The words in which two versions of a plan differ: kinds of change, one change, all of them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from loim.programmes.logic.plan_document import DateRange, OrderReference


class ChangeKind(StrEnum):
    PROGRAMME_TITLE = "programme_title"
    ORDER = "order"
    PERIOD = "period"
    CHAPTER_ADDED = "chapter_added"
    CHAPTER_REMOVED = "chapter_removed"
    CHAPTER_RENAMED = "chapter_renamed"
    ACTIVITY_ADDED = "activity_added"
    ACTIVITY_REMOVED = "activity_removed"
    ACTIVITY_RENAMED = "activity_renamed"
    ACTIVITY_RECODED = "activity_recoded"
    ACTIVITY_MOVED = "activity_moved"  # to another chapter
    NARRATIVE = "narrative"
    TARGET_GROUP = "target_group"
    ROW_ADDED = "row_added"
    ROW_REMOVED = "row_removed"
    ROW_RENAMED = "row_renamed"
    ROW_RENUMBERED = "row_renumbered"
    ROW_OVERALL = "row_overall"
    ROW_PERIOD = "row_period"
    ROW_RESPONSIBLE = "row_responsible"
    ROW_COST = "row_cost"
    INDICATOR_ADDED = "indicator_added"
    INDICATOR_REMOVED = "indicator_removed"
    INDICATOR_RENAMED = "indicator_renamed"
    INDICATOR_UNIT = "indicator_unit"
    TARGET = "target"
    FINAL_TARGET = "final_target"
    FINAL_YEAR = "final_year"
    PLACES = "places"
    NOTE = "note"


# what stands for a plan period that does not apply, in the document's own words
NOT_APPLICABLE = "Ei kohaldu"

Value: TypeAlias = str | int | Decimal | DateRange | OrderReference | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `subject` is what changed, by its title in the new version (in the old one where it is
    gone); `number` is its code or its number in the document, or ''. `where` is the code of the
    coded activity that it belongs to, or '' for the whole plan. `old` and `new` are the values
    of the property that `kind` names; what was added has no `old`, what was removed no `new`.
    """

    kind: ChangeKind
    subject: str
    where: str = ""
    number: str = ""
    old: Value = None
    new: Value = None


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """False where nothing changed. Numbers of sections and tables are not compared: they follow
    from what stands before them."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind in kinds)
