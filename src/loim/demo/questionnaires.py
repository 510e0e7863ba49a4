"""Two questionnaires for communities, and assessments finished quickly for whoever needs some."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from types import ModuleType

from django.utils import timezone

from loim.assessments.actions.agreeing import Agreed, agree_at_once
from loim.assessments.actions.alone import answer_alone
from loim.assessments.actions.assessing import ask_alone, begin_assessment, finish, meet
from loim.assessments.actions.parts import (
    Choice,
    LevelFacts,
    NextStepFacts,
    StatementFacts,
    ThemeFacts,
    put_level,
    put_next_step,
    put_statement,
    put_theme,
)
from loim.assessments.actions.questionnaires import QuestionnaireFacts, create_questionnaire
from loim.assessments.actions.versions import introduce, publish_version
from loim.assessments.models import Assessment, Questionnaire, QuestionnaireVersion, Subject
from loim.assessments.queries.tree import Tree, tree_of
from loim.demo import phases_texts, readiness_texts
from loim.demo.accounts import IMPLEMENTER
from loim.demo.questionnaire_rows import Words
from loim.people.models import Organisation, User

PHASES, READINESS = phases_texts.SLUG, readiness_texts.SLUG
FOR_KIND = "community"
Translations = dict[str, dict[str, str]]


def write_questionnaires(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    """Published three years ago, so that there is a past to compare with."""
    long_ago = now - timedelta(days=3 * 365)
    owner, editor = organisations[IMPLEMENTER], users["toimetaja@example.ee"]
    for texts in (phases_texts, readiness_texts):
        write_questionnaire(texts, owner, editor, long_ago, for_kind=FOR_KIND)


def assess_quickly(
    subject: Subject,
    slug: str,
    finished_on: date,
    values: Sequence[int | None] | Mapping[str, int | None],
    *,
    by: User,
    alone: Sequence[Sequence[int | None]] = (),
) -> Assessment:
    """One finished on that day. `values` of the shared answers in the order of statements (the
    last goes on for the rest) or by statements' keys ('people-roles'), None for 'we don't know';
    values above a statement's highest are its highest. `alone`: sheets answered before, the same
    way. `by` leads the subject."""
    began, tree = _begun(subject, slug, finished_on, by)
    at = began.begun_at
    if alone:
        ask_alone(assessment=began, by=by, now=at)
        for number, sheet in enumerate(alone):
            answer_alone(
                assessment=began,
                key=f"demo-{began.identity}-{number}",
                answers=_levels(tree, sheet),
                now=at,
            )
    meet(assessment=began, by=by, now=at + timedelta(hours=1))
    levels = {level.pk: level for asked in tree.statements() for level in asked.levels}
    answers = _levels(tree, values)
    agreed = {
        asked.statement: Agreed(levels.get(answers[asked.statement.pk] or 0))
        for asked in tree.statements()
    }
    agree_at_once(assessment=began, agreed=agreed, by=by, now=at + timedelta(hours=1))
    return finish(assessment=began, by=by, now=at + timedelta(hours=2))


def leave_under_way(
    subject: Subject, slug: str, begun_on: date, alone: Sequence[Sequence[int | None]], *, by: User
) -> Assessment:
    """One in which each answers alone now: these have."""
    began, tree = _begun(subject, slug, begun_on, by)
    row = ask_alone(assessment=began, by=by, now=began.begun_at)
    for number, sheet in enumerate(alone):
        answer_alone(
            assessment=row,
            key=f"demo-{row.identity}-{number}",
            answers=_levels(tree, sheet),
            now=row.begun_at,
        )
    return row


def _begun(subject: Subject, slug: str, day: date, by: User) -> tuple[Assessment, Tree]:
    at = timezone.make_aware(datetime.combine(day, time(18)))
    questionnaire = Questionnaire.objects.get(slug=slug)
    row = begin_assessment(subject=subject, questionnaire=questionnaire, by=by, now=at)
    return row, tree_of(row.version)


def _levels(
    tree: Tree, values: Sequence[int | None] | Mapping[str, int | None]
) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for place, asked in enumerate(tree.statements()):
        if isinstance(values, Mapping):
            value = values.get(asked.statement.key)
        else:
            value = values[min(place, len(values) - 1)]
        found[asked.statement.pk] = (
            None if value is None else asked.levels[min(value, len(asked.levels) - 1)].pk
        )
    return found


def write_questionnaire(
    texts: ModuleType,
    owner: Organisation,
    by: User,
    now: datetime,
    *,
    for_kind: str,
    asks_evidence: bool = False,
) -> None:
    made = create_questionnaire(
        facts=QuestionnaireFacts(
            slug=texts.SLUG,
            title=texts.TITLE[0],
            description=texts.DESCRIPTION[0],
            owner=owner,
            for_kind=for_kind,
            asks_evidence=asks_evidence,
            translations=_in_others(title=texts.TITLE, description=texts.DESCRIPTION),
        ),
        by=by,
        now=now,
    )
    draft = made.versions.get()
    introduce(
        version=draft,
        introduction=texts.INTRODUCTION[0],
        translations=_in_others(introduction=texts.INTRODUCTION),
        by=by,
        now=now,
    )
    _write_parts(texts, draft, by, now)
    publish_version(version=draft, by=by, now=now)


def _write_parts(texts: ModuleType, draft: QuestionnaireVersion, by: User, now: datetime) -> None:
    for key, percent, name, description, advice in texts.LEVELS:
        words = _in_others(name=name, description=description, advice=advice)
        level = LevelFacts(name[0], percent, description[0], advice[0], key, words)
        put_level(version=draft, facts=level, by=by, now=now)
    choices = [Choice(each[0], _in_others(label=each)) for each in texts.SCALE]
    themes = {}
    for key, title, explanation, rows in texts.THEMES:
        words = _in_others(title=title, explanation=explanation)
        facts = ThemeFacts(title[0], explanation[0], key, words)
        themes[key] = put_theme(version=draft, facts=facts, by=by, now=now)
        for row, wording in rows:
            statement = StatementFacts(
                wording[0],
                choices,
                key=f"{key}-{row}".replace("_", "-"),
                translations=_in_others(wording=wording),
            )
            put_statement(theme=themes[key], facts=statement, by=by, now=now)
    for step in texts.STEPS:
        is_address = step.target == "address"
        next_step = NextStepFacts(
            step.wording[0],
            themes.get(step.theme),
            step.from_percent,
            step.to_percent,
            step.target,
            "" if is_address else step.which,
            step.which if is_address else "",
            _in_others(wording=step.wording),
        )
        put_next_step(version=draft, facts=next_step, by=by, now=now)


def _in_others(**fields: Words) -> Translations:
    return {
        language: {name: words[place] for name, words in fields.items()}
        for place, language in enumerate(("en", "ru", "uk"), 1)
    }
