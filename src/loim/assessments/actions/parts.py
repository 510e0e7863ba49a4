"""Parts of a draft: themes, statements with their levels, levels of the result, advice, steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from loim.assessments.actions.versions import kept_draft
from loim.assessments.models import (
    NextStep,
    OverallLevel,
    QuestionnaireVersion,
    Statement,
    StatementLevel,
    Target,
    Theme,
    ThemeAdvice,
)
from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import User

Translations = Mapping[str, Mapping[str, str]]
Part = Theme | Statement | OverallLevel | NextStep


class ThresholdTaken(Refusal):
    message = _("Another level begins at %(percent)s per cent. Choose another number.")


@dataclass(frozen=True)
class ThemeFacts:
    """`key` empty: a new one is made, or the one that it has is kept."""

    title: str
    explanation: str = ""
    key: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """An answer to choose; its value is its place among them, from 0."""

    label: str
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    advice: str
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class StatementFacts:
    """`choices` from the weakest. `asks_something_else`: a new key, so that it is not compared
    with what earlier versions asked under the old one."""

    wording: str
    choices: Sequence[Choice]
    explanation: str = ""
    key: str = ""
    asks_something_else: bool = False
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class LevelFacts:
    name: str
    from_percent: int
    description: str = ""
    advice: str = ""
    key: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class NextStepFacts:
    """`theme` None: for the result as a whole."""

    wording: str
    theme: Theme | None = None
    from_percent: int = 0
    to_percent: int = 100
    target: str = Target.NOWHERE
    target_key: str = ""
    address: str = ""
    translations: Translations = field(default_factory=dict)


def put_theme(
    *, version: QuestionnaireVersion, facts: ThemeFacts, theme: Theme | None = None,
    by: User, now: datetime,
) -> Theme:  # fmt: skip
    """Without `theme` a new one, the last."""
    with transaction.atomic():
        draft = kept_draft(version, by)
        row = _own(Theme, draft, theme) or Theme(version=draft, position=_last(draft.themes))
        row.key = facts.key or row.key or _new_key()
        row.title, row.explanation = facts.title, facts.explanation
        row.translations = _plain(facts.translations)
        row.save()
    return row


def put_statement(
    *, theme: Theme, facts: StatementFacts, statement: Statement | None = None,
    by: User, now: datetime,
) -> Statement:  # fmt: skip
    """Into `theme`, at its end if it is new there. Its choices are written anew."""
    with transaction.atomic():
        draft = kept_draft(theme.version, by)
        row = _own(Statement, draft, statement) or Statement(version=draft)
        if row.theme_id != theme.pk:
            row.theme = Theme.objects.get(version=draft, pk=theme.pk)
            row.position = _last(row.theme.statements)
        if facts.asks_something_else:
            row.key = _new_key()
        row.key = facts.key or row.key or _new_key()
        row.wording, row.explanation = facts.wording, facts.explanation
        row.translations = _plain(facts.translations)
        row.save()
        row.levels.all().delete()
        StatementLevel.objects.bulk_create(
            StatementLevel(
                statement=row, value=value, label=each.label, translations=_plain(each.translations)
            )
            for value, each in enumerate(facts.choices)
        )
    return row


def put_level(
    *, version: QuestionnaireVersion, facts: LevelFacts, level: OverallLevel | None = None,
    by: User, now: datetime,
) -> OverallLevel:  # fmt: skip
    """Refused: a threshold that another level has (ThresholdTaken)."""
    try:
        with transaction.atomic():
            draft = kept_draft(version, by)
            row = _own(OverallLevel, draft, level) or OverallLevel(version=draft)
            row.key = facts.key or row.key or _new_key()
            row.name, row.from_percent = facts.name, facts.from_percent
            row.description, row.advice = facts.description, facts.advice
            row.translations = _plain(facts.translations)
            row.save()
    except IntegrityError as error:
        if violated_constraint(error) == "overall_level_threshold_once":
            raise ThresholdTaken(percent=facts.from_percent) from error
        raise
    return row


def put_advice(
    *, theme: Theme, advice: Mapping[OverallLevel, Said], by: User, now: datetime
) -> None:
    """What is advised in this theme at each level; an empty text is none."""
    with transaction.atomic():
        draft = kept_draft(theme.version, by)
        own = Theme.objects.get(version=draft, pk=theme.pk)
        own.advice.all().delete()
        ThemeAdvice.objects.bulk_create(
            ThemeAdvice(
                theme=own,
                level=OverallLevel.objects.get(version=draft, pk=level.pk),
                advice=said.advice,
                translations=_plain(said.translations),
            )
            for level, said in advice.items()
            if said.advice.strip()
        )


def put_next_step(
    *, version: QuestionnaireVersion, facts: NextStepFacts, step: NextStep | None = None,
    by: User, now: datetime,
) -> NextStep:  # fmt: skip
    with transaction.atomic():
        draft = kept_draft(version, by)
        row = _own(NextStep, draft, step) or NextStep(
            version=draft, position=_last(draft.next_steps)
        )
        row.theme = Theme.objects.get(version=draft, pk=facts.theme.pk) if facts.theme else None
        for name in ("wording", "from_percent", "to_percent", "target", "target_key", "address"):
            setattr(row, name, getattr(facts, name))
        row.translations = _plain(facts.translations)
        row.save()
    return row


def remove_part(*, part: Part, by: User, now: datetime) -> None:
    """With what belongs to it. Removing again does nothing."""
    with transaction.atomic():
        draft = kept_draft(part.version, by)
        type(part).objects.filter(version=draft, pk=part.pk).delete()


def move_part(*, part: Theme | Statement | NextStep, up: bool, by: User, now: datetime) -> None:
    """One place up or down among its own; at an end nothing happens."""
    with transaction.atomic():
        draft = kept_draft(part.version, by)
        among: Any = type(part).objects.filter(version=draft)
        if isinstance(part, Statement):
            among = among.filter(theme=part.theme_id)
        rows: list[Any] = list(among.order_by("position", "pk"))
        place = next(i for i, row in enumerate(rows) if row.pk == part.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, 1):
            row.position = position
        type(part).objects.bulk_update(rows, ["position"])


def _own(model: Any, draft: QuestionnaireVersion, part: Any) -> Any:
    """The part as it is now; none where none was given."""
    return model.objects.get(version=draft, pk=part.pk) if part else None


def _last(parts: Any) -> int:
    return (parts.aggregate(last=models.Max("position"))["last"] or 0) + 1


def _new_key() -> str:
    return uuid4().hex[:10]


def _plain(translations: Translations) -> dict[str, dict[str, str]]:
    return {code: dict(texts) for code, texts in translations.items()}
