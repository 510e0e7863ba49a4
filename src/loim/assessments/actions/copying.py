"""All that a version consists of, into an empty draft. Keys stay, so that versions compare."""

from typing import Any

from loim.assessments.models import (
    NextStep,
    OverallLevel,
    QuestionnaireVersion,
    Statement,
    StatementLevel,
    Theme,
    ThemeAdvice,
)
from loim.assessments.queries.tree import tree_of


def copy_parts(*, source: QuestionnaireVersion, draft: QuestionnaireVersion) -> None:
    tree = tree_of(source)
    draft.introduction, draft.translations = source.introduction, source.translations
    draft.save(update_fields=["introduction", "translations"])
    names: tuple[str, ...]
    levels: dict[int, OverallLevel] = {}
    themes: dict[int | None, Theme | None] = {None: None}
    for level in tree.levels:
        names = ("key", "name", "description", "advice", "from_percent", "translations")
        levels[level.pk] = OverallLevel.objects.create(version=draft, **_fields(level, *names))
    for asked in tree.themes:
        names = ("key", "title", "explanation", "position", "translations")
        theme = Theme.objects.create(version=draft, **_fields(asked.theme, *names))
        themes[asked.theme.pk] = theme
        ThemeAdvice.objects.bulk_create(
            ThemeAdvice(
                theme=theme, level=levels[row.level_id], **_fields(row, "advice", "translations")
            )
            for row in asked.advice.values()
        )
        for each in asked.statements:
            names = ("key", "wording", "explanation", "position", "translations")
            statement = Statement.objects.create(
                theme=theme, version=draft, **_fields(each.statement, *names)
            )
            StatementLevel.objects.bulk_create(
                StatementLevel(
                    statement=statement, **_fields(row, "value", "label", "translations")
                )
                for row in each.levels
            )
    names = (
        "from_percent", "to_percent", "wording", "target", "target_key", "address", "position",
        "translations",
    )  # fmt: skip
    NextStep.objects.bulk_create(
        NextStep(version=draft, theme=themes[step.theme_id], **_fields(step, *names))
        for step in tree.next_steps
    )


def _fields(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
