"""What must never be false is refused by the database itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from loim.assessments.actions.assessing import meet
from loim.assessments.models import (
    Answer,
    Assessment,
    Band,
    NextStep,
    OverallLevel,
    QuestionnaireVersion,
    Result,
    SharedAnswer,
    Sheet,
    Statement,
    StatementLevel,
    Theme,
)
from loim.common.constraints import violated_constraint
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db


def refused(name: str, write: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    assert violated_constraint(error.value) == name


def test_nothing_of_a_published_version_changes_is_added_or_goes() -> None:
    version = make.published().versions.get()
    theme = version.themes.first()
    statement = version.statements.first()
    level = version.levels.first()
    changes = [
        lambda: Theme.objects.filter(pk=theme.pk).update(title="Muu"),
        lambda: Theme.objects.filter(pk=theme.pk).update(translations={"en": {"title": "x"}}),
        lambda: Theme.objects.create(version=version, key="uus", title="Uus"),
        lambda: Statement.objects.filter(pk=statement.pk).update(wording="Muu"),
        lambda: StatementLevel.objects.filter(statement=statement).update(label="Muu"),
        lambda: StatementLevel.objects.filter(statement=statement).delete(),
        lambda: OverallLevel.objects.filter(pk=level.pk).update(from_percent=1),
        lambda: NextStep.objects.filter(version=version).delete(),
        lambda: theme.advice.update(advice="Muu"),
    ]
    for change in changes:
        refused("published_part_stays", change)
    row = QuestionnaireVersion.objects.filter(pk=version.pk)
    refused("published_version_stays", lambda: row.update(introduction="Muu"))
    refused("published_version_stays", lambda: row.update(state="draft", published_at=None))
    row.update(published_by=None)  # an account that goes is forgotten


def test_a_part_is_not_moved_out_of_or_into_a_published_version() -> None:
    published = make.published().versions.get()
    other = make.questionnaire()
    draft = make.draft_of(other)
    make.filled(draft, other.made_by)

    refused("published_part_stays", lambda: published.themes.update(version=draft))
    refused("published_part_stays", lambda: draft.next_steps.update(version=published))
    elsewhere = make.draft_of(make.questionnaire())
    refused("statement_of_its_theme", lambda: draft.statements.update(version=elsewhere))


def test_one_draft_and_one_assessment_under_way_at_a_time() -> None:
    village = make.subject()
    who, asked = make.leader(village), make.published()
    row = make.begun(village, asked, who)
    now = timezone.now()

    assert make.begun(village, asked, who) == row
    copy: dict[str, Any] = {
        "subject": village, "questionnaire": asked, "version": row.version, "begun_at": now,
    }  # fmt: skip
    refused("assessment_one_under_way", lambda: Assessment.objects.create(key_hash="x", **copy))
    draft = make.questionnaire()
    of_draft = {**copy, "questionnaire": draft, "version": make.draft_of(draft)}
    refused(
        "assessment_by_published_version",
        lambda: Assessment.objects.create(key_hash="x", **of_draft),
    )
    version = {"questionnaire": draft, "number": 2, "made_at": now}
    refused("questionnaire_has_one_draft", lambda: QuestionnaireVersion.objects.create(**version))


def test_sheets_and_shared_answers_are_written_in_their_time_and_fit() -> None:
    village, other = make.subject(), make.subject()
    who, asked = make.leader(village), make.published()
    row = make.asked(village, asked, who)
    make.sheet(row, "a" * 30, 1)
    statement, another = row.version.statements.order_by("pk")[:2]
    foreign = make.published().versions.get().statements.first()
    sheet = Sheet.objects.get()

    def answer(statement: Statement, level: StatementLevel) -> Callable[[], Any]:
        return lambda: Answer.objects.create(sheet=sheet, statement=statement, level=level)

    refused("answer_fits_question", answer(another, statement.levels.first()))
    refused("answer_fits_question", answer(foreign, foreign.levels.first()))
    shared = {"statement": statement, "saved_at": timezone.now()}
    refused("agreed_only_together", lambda: SharedAnswer.objects.create(assessment=row, **shared))
    row = meet(assessment=row, by=who, now=make.NOW)
    refused("sheet_while_alone", answer(another, another.levels.first()))
    refused("sheet_while_alone", lambda: Sheet.objects.create(assessment=row, key_hash="b"))
    done = make.finished(other, asked, make.leader(other), 1, 1, 1, 1)
    refused("agreed_only_together", lambda: done.shared_answers.update(note="Hiljem"))
    refused("agreed_only_together", lambda: done.shared_answers.all().delete())
    done.shared_answers.update(saved_by=None)  # an account that goes is forgotten


def test_a_finished_assessment_and_its_result_stay() -> None:
    village = make.subject()
    done = make.finished(village, make.published(), make.leader(village), 2, 1, 0, None)

    row = Assessment.objects.filter(pk=done.pk)
    refused("finished_assessment_stays", lambda: row.update(state="together", ended_at=None))
    refused("finished_assessment_stays", lambda: row.update(answered_alone=5))
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        Result.objects.update(numerator=0)
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        Result.objects.all().delete()


def test_a_band_is_in_order_and_of_a_first_of_a_month() -> None:
    version = make.published().versions.get()
    said: dict[str, Any] = {"version": version, "kind": "village", "likeness": "small"}
    month = make.NOW.date().replace(day=1)

    refused("band_in_order", lambda: Band.objects.create(
        **said, month_date=month, low=60, median=50, high=70
    ))  # fmt: skip
    refused("band_of_a_month", lambda: Band.objects.create(
        **said, month_date=month.replace(day=2), low=10, median=50, high=70
    ))  # fmt: skip
