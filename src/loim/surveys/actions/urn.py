"""Where anonymous answers wait until there are enough of them to be mixed.

An answer and the mark that somebody has answered are written in one transaction, and PostgreSQL
keeps with each row which transaction wrote it (xmin) and, roughly, in which order. So each new
answer has all that wait written anew, in another order and under other keys: who looks at the
table finds rows of one and the same transaction. When `BATCH` more than `LEFT` wait, as many by
chance leave together for the counted tables; some stay, so that the next to come is never
alone (a pool mix: Serjantov, Dingledine and Syverson 2002, "From a trickle to a flood"). When
the survey closes, everything is written anew once more, the invitations too. docs/decisions/0016-anonymous-answers.md says what this promises and what it does not.
"""

import random
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F

from loim.surveys.logic.answer_rows import AnswerRow
from loim.surveys.logic.pooling import FEWEST
from loim.surveys.models import Sheet, SheetAnswer, Survey, UrnSheet

BATCH = 10
LEFT = 5
_chance = random.SystemRandom()


def put_in(survey: Survey, rows: Sequence[AnswerRow], *, county: str | None, kind: str) -> None:
    """Call it with the survey locked, in the transaction that marks the invitation."""
    waiting = list(UrnSheet.objects.filter(survey=survey).values_list("content", flat=True))
    waiting.append({"county": county, "kind": kind, "rows": [_plain(row) for row in rows]})
    UrnSheet.objects.filter(survey=survey).delete()
    _chance.shuffle(waiting)
    if len(waiting) >= BATCH + LEFT:
        _count(survey, waiting[:BATCH])
        waiting = waiting[BATCH:]
    UrnSheet.objects.bulk_create(UrnSheet(survey=survey, content=content) for content in waiting)


def mix_everything(survey: Survey) -> None:
    """What waits is counted, and all rows of the survey are written anew in one transaction."""
    waiting = list(UrnSheet.objects.filter(survey=survey).values_list("content", flat=True))
    UrnSheet.objects.filter(survey=survey).delete()
    _count(survey, waiting)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_SHEETS_ANEW, [survey.pk])
        cursor.execute(_WRITE_TEXTS_ANEW, [survey.pk])
    survey.invitations.update(has_answered=F("has_answered"))


def _count(survey: Survey, contents: list[dict[str, Any]]) -> None:
    """Into the counted tables, in a third order; texts apart from their sheets."""
    sheets: list[Sheet] = []
    answers: list[SheetAnswer] = []
    for content in contents:
        sheet = Sheet(
            survey=survey,
            is_anonymous=True,
            county_id=content["county"],
            kind=content["kind"],
        )
        sheets.append(sheet)
        for row in content["rows"]:
            is_text = bool(row["text"])
            answers.append(SheetAnswer(**row, sheet=None if is_text else sheet))
    # Keys are chance: their order is nobody's.
    Sheet.objects.bulk_create(sorted(sheets, key=lambda row: row.pk), batch_size=1000)
    SheetAnswer.objects.bulk_create(sorted(answers, key=lambda row: row.pk), batch_size=1000)


def _plain(row: AnswerRow) -> dict[str, Any]:
    return {
        "question_id": row.question,
        "option_id": row.option,
        "value": None if row.value is None else str(row.value),
        "text": row.text,
    }


_WRITE_SHEETS_ANEW = """
    WITH anew AS MATERIALIZED (
        SELECT id AS before, gen_random_uuid() AS after FROM surveys_sheet WHERE survey_id = %s
    ), written AS (
        INSERT INTO surveys_sheet
            (id, survey_id, is_anonymous, invitation_id, organisation_id, sent_on, county_id, kind)
        SELECT after, survey_id, true, NULL, NULL, NULL, county_id, kind
        FROM surveys_sheet JOIN anew ON before = id ORDER BY after
        RETURNING id
    ), gone AS (
        DELETE FROM surveys_sheetanswer USING anew WHERE sheet_id = before
        RETURNING after, question_id, option_id, value, text
    ), moved AS (
        INSERT INTO surveys_sheetanswer (id, sheet_id, question_id, option_id, value, text)
        SELECT gen_random_uuid(), after, question_id, option_id, value, text FROM gone
        ORDER BY random()
        RETURNING id
    )
    DELETE FROM surveys_sheet USING anew WHERE id = before
"""
_WRITE_TEXTS_ANEW = """
    WITH gone AS (
        DELETE FROM surveys_sheetanswer a USING surveys_surveyquestion q
        WHERE q.id = a.question_id AND q.survey_id = %s AND a.sheet_id IS NULL
        RETURNING a.question_id, a.text
    )
    INSERT INTO surveys_sheetanswer (id, question_id, text)
    SELECT gen_random_uuid(), question_id, text FROM gone ORDER BY random()
"""

__all__ = ["BATCH", "FEWEST", "LEFT", "mix_everything", "put_in"]
