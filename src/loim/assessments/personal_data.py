"""What is kept of those who answer, why, and how long."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.assessments.actions.erasing import SHEETS_KEPT
from loim.assessments.models import Assessment, Sheet
from loim.assessments.queries.link import account_key
from loim.common.own_keys import hash_of_key
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal

_WITH_SHEET = _("until 12 months after the self-assessment was finished")
_WITH_RESULT = _("as long as the results, which are its community's or city's own")


def declare_personal_data() -> None:
    declare(
        "assessments.Sheet.name",
        _("Name of somebody who answered a self-assessment, if they gave it"),
        _("To know who has answered; it stands beside no answer."),
        _("until the group meets"),
    )
    declare(
        "assessments.Answer.level",
        _("Answer to a self-assessment, without a name"),
        _("To show how the views of a group lie."),
        _WITH_SHEET,
        SHEETS_KEPT,
    )
    for model in ("SharedAnswer", "SharedAnswerHistory"):
        for field in ("note", "evidence"):
            declare(
                f"assessments.{model}.{field}",
                _("What a group wrote beside its shared answer"),
                _("To remember why it answered so."),
                _WITH_RESULT,
            )
    declare(
        "assessments.SharedAnswer.evidence_file",
        _("File that shows why a group answered so"),
        _("To show it to those who assess with it."),
        _WITH_RESULT,
    )
    _declare_impersonal()


def _declare_impersonal() -> None:
    declare_impersonal("assessments.Sheet", "id", "assessment", "key_hash")
    declare_impersonal("assessments.Answer", "id", "sheet", "statement")
    declare_impersonal(
        "assessments.SharedAnswer", "id", "assessment", "statement", "level", "evidence_link",
        "file_name", "revision", "saved_by", "saved_at",
    )  # fmt: skip
    declare_impersonal(
        "assessments.Assessment", "id", "identity", "key_hash", "subject", "questionnaire",
        "version", "state", "begun_by", "begun_at", "met_at", "answered_alone", "ended_at",
        "ended_by", "sheets_erased_at",
    )  # fmt: skip


def _sheets_of(person: User) -> Any:
    """Found by the secret that is made from the account; nothing in the table leads here."""
    keys = [
        hash_of_key(account_key(row, person))
        for row in Assessment.objects.filter(sheets__isnull=False).distinct().only("identity")
    ]
    return Sheet.objects.filter(key_hash__in=keys)


def export_sheets(person: User) -> list[dict[str, Any]]:
    rows = (
        _sheets_of(person)
        .select_related("assessment__subject", "assessment__version__questionnaire")
        .prefetch_related("answers__statement", "answers__level")
        .order_by("assessment")
    )
    return [
        {
            "questionnaire": row.assessment.version.questionnaire.title,
            "of": row.assessment.subject.name,
            "name": row.name,
            "answers": [
                {
                    "statement": answer.statement.wording,
                    "answer": answer.level.label if answer.level else None,
                }
                for answer in row.answers.all()
            ],
        }
        for row in rows
    ]


def erase_sheets(person: User, now: datetime) -> None:
    _sheets_of(person).delete()


def register_personal_records() -> None:
    register(
        PersonalRecords(
            "assessments", _("Self-assessments that you answered"), export_sheets, erase_sheets
        )
    )
