"""A version with all that it consists of, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from loim.assessments.logic.completeness import Completeness, completeness
from loim.assessments.logic.versions import AskedIn, VersionFacts
from loim.assessments.models import (
    NextStep,
    OverallLevel,
    QuestionnaireVersion,
    Statement,
    StatementLevel,
    Theme,
    ThemeAdvice,
)
from loim.common.translated import LANGUAGE_CODES, Translated

_Part = TypeVar("_Part", OverallLevel, NextStep)


@dataclass(frozen=True)
class AskedStatement:
    statement: Statement
    levels: tuple[StatementLevel, ...]  # from the weakest

    @property
    def highest(self) -> int:
        return max((each.value for each in self.levels), default=0)


@dataclass(frozen=True)
class AskedTheme:
    theme: Theme
    statements: tuple[AskedStatement, ...]
    advice: dict[int, ThemeAdvice]  # by overall level


@dataclass(frozen=True)
class Tree:
    version: QuestionnaireVersion
    themes: tuple[AskedTheme, ...]
    levels: tuple[OverallLevel, ...]  # from the lowest
    next_steps: tuple[NextStep, ...]

    def statements(self) -> Iterator[AskedStatement]:
        for theme in self.themes:
            yield from theme.statements

    @property
    def thresholds(self) -> list[int]:
        return [level.from_percent for level in self.levels]

    @property
    def asked(self) -> int:
        return sum(len(theme.statements) for theme in self.themes)


def tree_of(version: QuestionnaireVersion) -> Tree:
    """Six queries."""
    return trees_of([version])[version.pk]


def trees_of(versions: Sequence[QuestionnaireVersion]) -> dict[int, Tree]:
    """By version, six queries however many; all parts know their version without another."""
    known = {version.pk: version for version in versions}
    levels = _by_version(OverallLevel.objects.filter(version__in=known).order_by("from_percent"))
    steps = NextStep.objects.filter(version__in=known).order_by("position", "pk")
    themes = list(Theme.objects.filter(version__in=known).order_by("position", "pk"))
    statements = _statements(known)
    advice: dict[int, dict[int, ThemeAdvice]] = defaultdict(dict)
    by_theme = {theme.pk: theme for theme in themes}
    for row in ThemeAdvice.objects.filter(theme__version__in=known).order_by("pk"):
        row.theme = by_theme[row.theme_id]
        advice[row.theme_id][row.level_id] = row
    asked: dict[int, list[AskedTheme]] = defaultdict(list)
    for theme in themes:
        theme.version = known[theme.version_id]
        for each in statements[theme.pk]:
            each.statement.theme, each.statement.version = theme, theme.version
        asked[theme.version_id].append(
            AskedTheme(theme, tuple(statements[theme.pk]), advice[theme.pk])
        )
    steps_of = _by_version(steps)
    found = {}
    for version in known.values():
        for level in levels[version.pk]:
            level.version = version
        for step in steps_of[version.pk]:
            step.version = version
        found[version.pk] = Tree(
            version,
            tuple(asked[version.pk]),
            tuple(levels[version.pk]),
            tuple(steps_of[version.pk]),
        )
    return found


def _statements(known: dict[int, QuestionnaireVersion]) -> dict[int, list[AskedStatement]]:
    levels: dict[int, list[StatementLevel]] = defaultdict(list)
    rows = StatementLevel.objects.filter(statement__version__in=known).order_by("value")
    for level in rows:
        levels[level.statement_id].append(level)
    found: dict[int, list[AskedStatement]] = defaultdict(list)
    for statement in Statement.objects.filter(version__in=known).order_by("position", "pk"):
        for level in levels[statement.pk]:
            level.statement = statement
        found[statement.theme_id].append(AskedStatement(statement, tuple(levels[statement.pk])))
    return found


def _by_version(rows: Iterable[_Part]) -> dict[int, list[_Part]]:
    found: dict[int, list[_Part]] = defaultdict(list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def parts_of(tree: Tree) -> Iterator[Translated]:
    """Everything that is to be translated, as it is read."""
    yield tree.version.questionnaire
    yield tree.version
    yield from tree.levels
    for theme in tree.themes:
        yield theme.theme
        yield from theme.advice.values()
        for asked in theme.statements:
            yield asked.statement
            yield from asked.levels
    yield from tree.next_steps


def completeness_of(tree: Tree) -> list[Completeness]:
    """For each language but the source's."""
    others = [code for code in LANGUAGE_CODES if code != tree.version.language]
    return completeness(
        (
            ({name: getattr(part, name) for name in part.translated_fields}, part.translations)
            for part in parts_of(tree)
        ),
        others,
    )


def facts_of(tree: Tree) -> VersionFacts:
    return VersionFacts(
        statements=tuple(
            AskedIn(
                key=asked.statement.key,
                theme=theme.theme.key,
                text=asked.statement.wording,
                values=tuple(level.value for level in asked.levels),
                levels=tuple(level.label for level in asked.levels),
            )
            for theme in tree.themes
            for asked in theme.statements
        ),
        thresholds={level.key: level.from_percent for level in tree.levels},
    )
