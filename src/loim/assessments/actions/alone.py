"""What each answers alone, through the group's link, without a name."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.assessments.models import Answer, Assessment, AssessmentStatus, Sheet, StatementLevel
from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal

MOST_SHEETS = 500  # a link that was passed around must not fill the table


class AnsweringClosed(Refusal):
    message = _(
        "The group has gone on to answer together, so answers alone are not taken any more. What"
        " you answered before counts."
    )


class TooManySheets(Refusal):
    message = _("Very many have answered already. Ask whoever sent you the link.")


class UnknownAnswer(Refusal):
    message = _("One of the answers is not one of those to choose. Choose it again.")


def answer_alone(
    *,
    assessment: Assessment,
    key: str,
    answers: Mapping[int, int | None],
    name: str | None = None,
    now: datetime,
) -> Sheet:
    """`key` is the secret of this sheet: the first save makes it, later ones change it. `answers`
    are keys of levels by keys of statements, None for 'I don't know'; others stay as they were.
    `name` None: as it was.

    The secret link is the permission. Refused: AnsweringClosed, TooManySheets, UnknownAnswer.
    """
    with transaction.atomic():
        row = Assessment.objects.select_for_update(of=["self"]).get(pk=assessment.pk)
        if row.state != AssessmentStatus.ALONE:
            raise AnsweringClosed
        levels = dict(
            StatementLevel.objects.filter(
                pk__in=[level for level in answers.values() if level is not None],
                statement__version=row.version_id,
            ).values_list("pk", "statement")
        )
        for statement, level in answers.items():
            if level is not None and levels.get(level) != statement:
                raise UnknownAnswer
        sheet = Sheet.objects.filter(assessment=row, key_hash=hash_of_key(key)).first()
        if sheet is None:
            if row.sheets.count() >= MOST_SHEETS:
                raise TooManySheets
            sheet = Sheet(assessment=row, key_hash=hash_of_key(key))
        if name is not None:
            sheet.name = name
        sheet.save()
        Answer.objects.bulk_create(
            [
                Answer(sheet=sheet, statement_id=statement, level_id=level)
                for statement, level in answers.items()
            ],
            update_conflicts=True,
            unique_fields=["sheet", "statement"],
            update_fields=["level"],
        )
    return sheet


def take_back_sheet(*, assessment: Assessment, key: str, now: datetime) -> bool:
    """Whoever answered erases it while each answers alone; whether there was one."""
    with transaction.atomic():
        row = Assessment.objects.select_for_update(of=["self"]).get(pk=assessment.pk)
        if row.state != AssessmentStatus.ALONE:
            raise AnsweringClosed
        erased, _by_model = Sheet.objects.filter(assessment=row, key_hash=hash_of_key(key)).delete()
    return bool(erased)
