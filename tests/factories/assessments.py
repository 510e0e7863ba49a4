"""A small questionnaire and those who answer it; kinds of subject that a test registers."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from loim.assessments import subjects
from loim.assessments.actions.agreeing import Agreed, agree_at_once
from loim.assessments.actions.alone import answer_alone
from loim.assessments.actions.assessing import ask_alone, begin_assessment, finish, meet
from loim.assessments.actions.parts import (
    Choice,
    LevelFacts,
    NextStepFacts,
    Said,
    StatementFacts,
    ThemeFacts,
    put_advice,
    put_level,
    put_next_step,
    put_statement,
    put_theme,
)
from loim.assessments.actions.questionnaires import QuestionnaireFacts, create_questionnaire
from loim.assessments.actions.versions import publish_version
from loim.assessments.models import (
    Assessment,
    Questionnaire,
    QuestionnaireVersion,
    Statement,
    Subject,
)
from loim.people.models import Organisation, Role, User
from loim.people.permissions import has_role, roles_by_organisation
from tests.factories.people import membership, organisation, user

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
KIND = "village_for_tests"
_numbers = count(1)


def register(
    key: str = KIND, counted: Callable[[Collection[int]], set[int]] = set
) -> subjects.SubjectKind:
    """A kind that is led by its organisation's coordinators and read by all with a role there."""
    kind = subjects.SubjectKind(
        key=key,
        label="villages",
        may_lead=lambda person, of: has_role(person, of.organisation_id, Role.COORDINATOR),
        may_read=lambda person, of: of.organisation_id in roles_by_organisation(person),
        page=lambda of: f"/en/organisations/{of.organisation_id}/",
        counted=counted,
    )
    subjects.register(kind)
    return kind


@contextmanager
def registered(counted: Callable[[Collection[int]], set[int]] = set) -> Iterator[None]:
    register(counted=counted)
    try:
        yield
    finally:
        subjects._kinds.pop(KIND)


def editor(of: Organisation | None = None) -> User:
    person = user(name="Toimetaja Proov")
    membership(person, of or organisation(), Role.EDITOR)
    return person


def subject(of: Organisation | None = None, **fields: Any) -> Subject:
    where = of or organisation()
    fields.setdefault("kind", KIND)
    fields.setdefault("name", where.name)
    fields.setdefault("likeness", "small")
    return Subject.objects.create(organisation=where, **fields)


def leader(of: Subject) -> User:
    person = user(name=f"Eestvedaja {next(_numbers)}")
    membership(person, of.organisation, Role.COORDINATOR)
    return person


def questionnaire(
    owner: Organisation | None = None, *, by: User | None = None, **facts: Any
) -> Questionnaire:
    """With an empty draft."""
    owner = owner or organisation()
    if by is None:
        by = user(is_administrator=True)
    number = next(_numbers)
    facts.setdefault("slug", f"valmisolek-{number}")
    facts.setdefault("title", "Valmisolek")
    facts.setdefault("for_kind", KIND)
    return create_questionnaire(facts=QuestionnaireFacts(owner=owner, **facts), by=by, now=NOW)


def draft_of(of: Questionnaire) -> QuestionnaireVersion:
    return of.versions.get(state="draft")


CHOICES = [Choice("Ei", {"en": {"label": "No"}}), Choice("Osaliselt"), Choice("Jah")]


def filled(version: QuestionnaireVersion, by: User, *, statements: int = 2) -> None:
    """Two themes, 'people' and 'shelter', three levels: 0, 40 and 80 per cent."""
    levels = [
        put_level(
            version=version,
            facts=LevelFacts(name, percent, description=f"{name}: kirjeldus.", key=key),
            by=by,
            now=NOW,
        )
        for key, name, percent in (
            ("start", "Alguses", 0), ("way", "Teel", 40), ("ready", "Valmis", 80),
        )
    ]  # fmt: skip
    for key, title in (("people", "Inimesed"), ("shelter", "Varjumine")):
        facts = ThemeFacts(title, "Miks see loeb.", key, {"en": {"title": key.capitalize()}})
        theme = put_theme(version=version, facts=facts, by=by, now=NOW)
        put_advice(theme=theme, advice={levels[0]: Said("Alusta väikesest.")}, by=by, now=NOW)
        for number in range(1, statements + 1):
            put_statement(
                theme=theme,
                facts=StatementFacts(f"{title}: väide {number}", CHOICES, key=f"{key}-{number}"),
                by=by,
                now=NOW,
            )
    facts_of_step = NextStepFacts("Loe juhendit", to_percent=60)
    put_next_step(version=version, facts=facts_of_step, by=by, now=NOW)


def published(
    owner: Organisation | None = None, *, statements: int = 2, **facts: Any
) -> Questionnaire:
    by = user(is_administrator=True)
    made = questionnaire(owner, by=by, **facts)
    filled(draft_of(made), by, statements=statements)
    publish_version(version=draft_of(made), by=by, now=NOW)
    return made


def begun(of: Subject, by: Questionnaire, who: User, now: datetime = NOW) -> Assessment:
    return begin_assessment(subject=of, questionnaire=by, by=who, now=now)


def asked(of: Subject, by: Questionnaire, who: User) -> Assessment:
    return ask_alone(assessment=begun(of, by, who), by=who, now=NOW)


def sheet(of: Assessment, key: str, *values: int | None, name: str | None = None) -> None:
    """Answers in the order of statements; None: 'I don't know'."""
    answers = {}
    for statement, value in zip(of.version.statements.order_by("pk"), values, strict=False):
        level = None if value is None else statement.levels.get(value=value).pk
        answers[statement.pk] = level
    answer_alone(assessment=of, key=key, answers=answers, name=name, now=NOW)


def agreed(of: Assessment, who: User, *values: int | None) -> None:
    """In the order of statements, which all have no answer yet."""
    statements = of.version.statements.order_by("pk").prefetch_related("levels")
    said = {}
    for statement, value in zip(statements, values, strict=True):
        levels = {level.value: level for level in statement.levels.all()}
        said[statement] = Agreed(None if value is None else levels[value])
    agree_at_once(assessment=of, agreed=said, by=who, now=NOW)


def agreed_rest(of: Assessment, who: User, statements: list[Statement], value: int) -> None:
    """The same for each of these."""
    said = {each: Agreed(each.levels.get(value=value)) for each in statements}
    agree_at_once(assessment=of, agreed=said, by=who, now=NOW)


def finished(
    of: Subject, by: Questionnaire, who: User, *values: int | None, now: datetime = NOW
) -> Assessment:
    row = meet(assessment=begun(of, by, who, now - timedelta(hours=2)), by=who, now=now)
    agreed(row, who, *values)
    return finish(assessment=row, by=who, now=now)
