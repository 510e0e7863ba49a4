"""A subject's results by one questionnaire over time, on the questions that can be compared."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from loim.assessments.logic.scoring import Marked, Score, score
from loim.assessments.logic.versions import comparable_in_all
from loim.assessments.models import Assessment, SharedAnswer, Theme
from loim.assessments.queries.tree import Tree, facts_of, trees_of


@dataclass(frozen=True)
class Point:
    """One finished assessment; `themes` by their keys in the latest version."""

    assessment: Assessment
    day: date
    overall: Score
    themes: dict[str, Score]


@dataclass(frozen=True)
class Past:
    """The oldest first. Where versions differ only the `comparable` of `asked` statements count,
    sorted into the themes of the newest version among them."""

    points: tuple[Point, ...]
    themes: tuple[Theme, ...]
    comparable: int
    asked: int
    versions: tuple[int, ...]
    thresholds_differ: bool

    @property
    def across_versions(self) -> bool:
        return len(self.versions) > 1

    @property
    def can_compare(self) -> bool:
        return len(self.points) > 1 and self.comparable > 0

    def change(self, assessment: Assessment, theme: str | None = None) -> int | None:
        """In percentage points since the one before; None where one of them is not known."""
        place = next(i for i, each in enumerate(self.points) if each.assessment == assessment)
        if place == 0:
            return None
        now, before = (
            each.overall if theme is None else each.themes.get(theme)
            for each in (self.points[place], self.points[place - 1])
        )
        if now is None or before is None or now.percent is None or before.percent is None:
            return None
        return now.percent - before.percent


def past_of(assessment: Assessment) -> Past:
    """Up to and with this one, finished. Eight queries."""
    rows = list(
        Assessment.objects.finished()
        .filter(
            subject=assessment.subject_id,
            questionnaire=assessment.questionnaire_id,
            ended_at__lte=assessment.ended_at,
        )
        .select_related("version__questionnaire")
        .order_by("ended_at", "pk")
    )
    versions = {row.version_id: row.version for row in rows}
    trees = trees_of(sorted(versions.values(), key=lambda version: version.number))
    newest = trees[max(versions.values(), key=lambda version: version.number).pk]
    keys = comparable_in_all([facts_of(tree).statements for tree in trees.values()])
    agreed: dict[int, dict[str, int | None]] = defaultdict(dict)
    answers = SharedAnswer.objects.filter(assessment__in=rows).values_list(
        "assessment", "statement__key", "level__value"
    )
    for assessment_id, key, value in answers:
        agreed[assessment_id][key] = value
    return Past(
        points=tuple(_point(row, newest, keys, agreed[row.pk]) for row in rows),
        themes=tuple(theme.theme for theme in newest.themes),
        comparable=sum(asked.statement.key in keys for asked in newest.statements()),
        asked=newest.asked,
        versions=tuple(sorted(version.number for version in versions.values())),
        thresholds_differ=len({tuple(tree.thresholds) for tree in trees.values()}) > 1,
    )


def _point(
    row: Assessment, newest: Tree, keys: frozenset[str], agreed: dict[str, int | None]
) -> Point:
    marked: dict[str, list[Marked]] = {}
    for theme in newest.themes:
        marked[theme.theme.key] = [
            Marked(agreed.get(asked.statement.key), asked.highest)
            for asked in theme.statements
            if asked.statement.key in keys
        ]
    assert row.ended_at is not None  # noqa: S101  # the table sees to it
    return Point(
        assessment=row,
        day=localdate(row.ended_at),
        overall=score([each for rows in marked.values() for each in rows]),
        themes={key: score(rows) for key, rows in marked.items()},
    )
