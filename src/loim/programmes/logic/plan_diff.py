"""What changed from one version of a plan to another, as an explanatory memorandum tells it."""

from collections.abc import Iterator
from typing import TypeAlias

from loim.programmes.logic.plan_changes import Change, ChangeKind, PlanDiff
from loim.programmes.logic.plan_diff_indicators import indicator_changes
from loim.programmes.logic.plan_diff_rows import row_changes
from loim.programmes.logic.plan_document import Chapter, PlanDocument, PlannedActivity
from loim.programmes.logic.plan_identities import (
    BY_CODE,
    Known,
    Label,
    Rules,
    match_labels,
    normalised,
)

_Placed: TypeAlias = tuple[Chapter, PlannedActivity]


def diff_plans(old: PlanDocument, new: PlanDocument) -> PlanDiff:
    """What a reader of `old` has to know to have read `new`; `unrecognised` is not compared.

    Changes stand in the document's order: the plan as a whole, activities with their rows,
    indicators. A row or an activity is the same that says the same, whatever number an
    insertion above has given it.
    """
    pairs = _activity_pairs(old, new)
    changes = [*_whole(old, new), *_chapters(old, new)]
    for before, after in pairs:
        changes += _activity(before, after)
        if before and after:
            changes += row_changes(before[1], after[1])
    codes = {before[1].code: after[1].code for before, after in pairs if before and after}
    changes += indicator_changes(old.indicators, new.indicators, codes)
    return PlanDiff(tuple(changes))


def _whole(old: PlanDocument, new: PlanDocument) -> Iterator[Change]:
    if old.title != new.title:
        yield Change(ChangeKind.PROGRAMME_TITLE, new.title, old=old.title, new=new.title)
    if old.order != new.order:
        yield Change(ChangeKind.ORDER, new.title, old=old.order, new=new.order)
    if old.period != new.period:
        yield Change(ChangeKind.PERIOD, new.title, old=old.period, new=new.period)


def _chapters(old: PlanDocument, new: PlanDocument) -> Iterator[Change]:
    same = _same_chapters(old, new)
    for index, chapter in enumerate(new.chapters):
        before = same[index]
        if before is None:
            yield Change(ChangeKind.CHAPTER_ADDED, chapter.title, number=chapter.number)
        elif old.chapters[before].title != chapter.title:
            yield Change(
                ChangeKind.CHAPTER_RENAMED,
                chapter.title,
                number=chapter.number,
                old=old.chapters[before].title,
                new=chapter.title,
            )
    for index, chapter in enumerate(old.chapters):
        if index not in same:
            yield Change(ChangeKind.CHAPTER_REMOVED, chapter.title, number=chapter.number)


def _same_chapters(old: PlanDocument, new: PlanDocument) -> list[int | None]:
    return _matches(
        [Label(chapter.number, chapter.title) for chapter in old.chapters],
        [Label(chapter.number, chapter.title) for chapter in new.chapters],
        BY_CODE,
    )


def _activity_pairs(
    old: PlanDocument, new: PlanDocument
) -> list[tuple[_Placed | None, _Placed | None]]:
    """New activities each with its old one, then the old ones that are gone."""
    before = [(chapter, activity) for chapter in old.chapters for activity in chapter.activities]
    after = [(chapter, activity) for chapter in new.chapters for activity in chapter.activities]
    same = _matches(
        [Label(activity.code, activity.title) for _, activity in before],
        [Label(activity.code, activity.title) for _, activity in after],
        BY_CODE,
    )
    pairs: list[tuple[_Placed | None, _Placed | None]] = [
        (None if index is None else before[index], placed)
        for index, placed in zip(same, after, strict=True)
    ]
    return pairs + [(placed, None) for index, placed in enumerate(before) if index not in same]


def _matches(old: list[Label], new: list[Label], rules: Rules) -> list[int | None]:
    known = [Known(index, label) for index, label in enumerate(old)]
    return match_labels(new, known, rules)


def _activity(before: _Placed | None, after: _Placed | None) -> Iterator[Change]:
    if before is None or after is None:
        kind = ChangeKind.ACTIVITY_ADDED if after else ChangeKind.ACTIVITY_REMOVED
        for _, activity in (placed for placed in (before, after) if placed):
            yield Change(kind, activity.title, activity.code, activity.code)
        return
    (old_chapter, old), (new_chapter, new) = before, after
    for kind, was, now in (
        (ChangeKind.ACTIVITY_RECODED, old.code, new.code),
        (ChangeKind.ACTIVITY_RENAMED, old.title, new.title),
        (ChangeKind.NARRATIVE, old.narrative, new.narrative),
        (ChangeKind.TARGET_GROUP, old.target_group, new.target_group),
    ):
        if was != now:
            yield Change(kind, new.title, new.code, new.code, was, now)
    is_renamed_only = old_chapter.number == new_chapter.number
    if not is_renamed_only and normalised(old_chapter.title) != normalised(new_chapter.title):
        yield Change(
            ChangeKind.ACTIVITY_MOVED,
            new.title,
            new.code,
            new.code,
            old_chapter.title,
            new_chapter.title,
        )
