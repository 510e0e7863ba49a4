"""Sheets: one's own, how many there are, and how views lie once the group has met."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from loim.assessments.logic.spread import Spread, spread
from loim.assessments.logic.states import AssessmentState
from loim.assessments.models import Answer, Assessment, Sheet
from loim.assessments.queries.tree import Tree
from loim.common.own_keys import hash_of_key

HAS_MET = frozenset({AssessmentState.TOGETHER, AssessmentState.FINISHED})


@dataclass(frozen=True)
class Progress:
    """`names` of those who gave one; they stand beside no answer."""

    sheets: int
    complete: int
    names: tuple[str, ...]


def progress_of(assessment: Assessment, asked: int) -> Progress:
    """How many have answered, never who answered what. One query."""
    rows = list(
        Sheet.objects.filter(assessment=assessment)
        .annotate(answered=Count("answers"))
        .values_list("name", "answered")
    )
    names = sorted(name for name, _answered in rows if name)
    complete = sum(answered >= asked for _name, answered in rows)
    begun = sum(answered > 0 for _name, answered in rows)
    return Progress(begun, complete, tuple(names))


def sheet_of(assessment: Assessment, key: str) -> Sheet | None:
    return Sheet.objects.filter(assessment=assessment, key_hash=hash_of_key(key)).first()


def own_answers(sheet: Sheet | None) -> dict[int, int | None]:
    """Keys of levels by keys of statements; None: 'I don't know'."""
    if sheet is None:
        return {}
    return dict(Answer.objects.filter(sheet=sheet).values_list("statement", "level"))


def spreads_of(assessment: Assessment, tree: Tree) -> dict[int, Spread[int]]:
    """By statement. One query; nothing before the group has met, while sheets still come in."""
    if assessment.state not in HAS_MET or assessment.sheets_erased_at:
        return {}
    answers: dict[int, list[int | None]] = defaultdict(list)
    rows = Answer.objects.filter(sheet__assessment=assessment).order_by("statement", "level")
    for statement, level in rows.values_list("statement", "level"):
        answers[statement].append(level)
    return {
        asked.statement.pk: spread(
            [level.pk for level in asked.levels], answers[asked.statement.pk]
        )
        for asked in tree.statements()
    }
