"""What was found: for those who show it elsewhere, in fixed numbers of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from loim.assessments.models import Assessment, OverallLevel, Result, Subject, Theme
from loim.common.translated import Text


@dataclass(frozen=True)
class ThemeResult:
    """`percent` and `level` None: too few statements were answered."""

    theme: Theme
    percent: int | None
    level: OverallLevel | None

    @property
    def title(self) -> Text:
        return self.theme.text("title")

    @property
    def level_name(self) -> Text | None:
        return self.level.text("name") if self.level else None


@dataclass(frozen=True)
class SubjectResult:
    """A finished assessment. `numerator` of `denominator` points overall."""

    assessment_id: int
    subject_id: int
    questionnaire: str  # its slug
    title: Text
    version: int
    finished_on: date
    numerator: int | None
    denominator: int | None
    percent: int | None
    level: OverallLevel | None
    level_place: int | None  # 1 is the lowest
    level_count: int
    themes: tuple[ThemeResult, ...]

    @property
    def level_name(self) -> Text | None:
        return self.level.text("name") if self.level else None


def latest_results(
    subject_ids: Collection[int], questionnaire_slug: str
) -> dict[int, SubjectResult]:
    """The latest finished one of each subject that has one, by the subject's key. Four queries.

    Asks no permission: whoever shows it has asked what the subject shares.
    """
    latest = (
        Assessment.objects.finished()
        .filter(subject__in=subject_ids, questionnaire__slug=questionnaire_slug)
        .order_by("subject", "-ended_at", "-pk")
        .distinct("subject")
        .select_related("version__questionnaire")
    )
    return {each.subject_id: each for each in _found(list(latest))}


def history_of(subject: Subject, questionnaire_slug: str = "") -> list[SubjectResult]:
    """All that it has finished, the newest first. Four queries."""
    rows = (
        Assessment.objects.finished()
        .filter(subject=subject)
        .order_by("-ended_at", "-pk")
        .select_related("version__questionnaire")
    )
    if questionnaire_slug:
        rows = rows.filter(questionnaire__slug=questionnaire_slug)
    return _found(list(rows))


def _found(rows: list[Assessment]) -> list[SubjectResult]:
    versions = {row.version_id: row.version for row in rows}
    levels: dict[int, list[OverallLevel]] = defaultdict(list)
    for level in OverallLevel.objects.filter(version__in=versions).order_by("from_percent"):
        level.version = versions[level.version_id]
        levels[level.version_id].append(level)
    themes = {theme.pk: theme for theme in Theme.objects.filter(version__in=versions)}
    for theme in themes.values():
        theme.version = versions[theme.version_id]
    results: dict[int, list[Result]] = defaultdict(list)
    for result in Result.objects.filter(assessment__in=[row.pk for row in rows]):
        results[result.assessment_id].append(result)
    return [_one(row, levels[row.version_id], themes, results[row.pk]) for row in rows]


def _one(
    row: Assessment, levels: list[OverallLevel], themes: dict[int, Theme], results: list[Result]
) -> SubjectResult:
    by_key = {level.pk: level for level in levels}
    overall = next(each for each in results if each.theme_id is None)
    level = by_key.get(overall.level_id or 0)
    of_themes = [(themes[each.theme_id], each) for each in results if each.theme_id is not None]
    of_themes.sort(key=lambda pair: (pair[0].position, pair[0].pk))
    questionnaire = row.version.questionnaire
    assert row.ended_at is not None  # noqa: S101  # the table sees to it
    return SubjectResult(
        assessment_id=row.pk,
        subject_id=row.subject_id,
        questionnaire=questionnaire.slug,
        title=questionnaire.text("title"),
        version=row.version.number,
        finished_on=localdate(row.ended_at),
        numerator=overall.numerator,
        denominator=overall.denominator,
        percent=overall.percent,
        level=level,
        level_place=levels.index(level) + 1 if level else None,
        level_count=len(levels),
        themes=tuple(
            ThemeResult(theme, each.percent, by_key.get(each.level_id or 0))
            for theme, each in of_themes
        ),
    )
