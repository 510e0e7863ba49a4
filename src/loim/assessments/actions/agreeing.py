"""What the group agrees on, statement by statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.assessments.actions.assessing import NotNow
from loim.assessments.models import (
    Assessment,
    AssessmentStatus,
    SharedAnswer,
    Statement,
    StatementLevel,
)
from loim.assessments.permissions import may_lead
from loim.common.refusals import Refusal
from loim.people.models import User


class SavedMeanwhile(Refusal):
    """`current` is what somebody else saved."""

    message = _(
        "Somebody saved this answer on another device meanwhile. Look at what they saved, put"
        " the two together and save again: nothing of yours is lost, it is still in the form."
    )

    def __init__(self, current: SharedAnswer) -> None:
        super().__init__()
        self.current = current


@dataclass(frozen=True)
class Agreed:
    """`level` None: 'we don't know'. `file` None keeps the one that there is."""

    level: StatementLevel | None
    note: str = ""
    evidence: str = ""
    evidence_link: str = ""
    file: "File[bytes] | None" = None
    removes_file: bool = False


def agree(
    *,
    assessment: Assessment,
    statement: Statement,
    agreed: Agreed,
    revision: int = 0,
    by: User,
    now: datetime,
) -> SharedAnswer:
    """`revision` is the one that was read before it was changed, 0 where there was none.

    Refused: not together now (NotNow), saved by another device meanwhile (SavedMeanwhile; the
    same content is no quarrel).
    """
    with transaction.atomic():
        row = _together(assessment, by)
        answer = SharedAnswer.objects.filter(assessment=row, statement=statement).first()
        if answer is not None and answer.revision != revision:
            if _says(answer, agreed):
                return answer
            raise SavedMeanwhile(answer)
        answer = answer or SharedAnswer(assessment=row, statement=statement, revision=0)
        answer.level = agreed.level
        answer.note, answer.evidence = agreed.note, agreed.evidence
        answer.evidence_link = agreed.evidence_link
        old_file = answer.evidence_file.name if agreed.file or agreed.removes_file else ""
        if agreed.removes_file:
            answer.evidence_file, answer.file_name = "", ""
        if agreed.file is not None:
            answer.evidence_file = agreed.file
            answer.file_name = (agreed.file.name or "")[-200:]
        answer.revision += 1
        answer.saved_by, answer.saved_at = by, now
        answer.save()
        if old_file:
            storage = answer.evidence_file.storage
            transaction.on_commit(lambda: storage.delete(old_file))
    return answer


def agree_at_once(
    *, assessment: Assessment, agreed: Mapping[Statement, Agreed], by: User, now: datetime
) -> None:
    """Several statements that have no shared answer yet, without files: four queries.

    Refused: NotNow; SavedMeanwhile, with one of those that have an answer.
    """
    with transaction.atomic():
        row = _together(assessment, by)
        there = SharedAnswer.objects.filter(assessment=row, statement__in=agreed).first()
        if there is not None:
            raise SavedMeanwhile(there)
        SharedAnswer.objects.bulk_create(
            SharedAnswer(
                assessment=row,
                statement=statement,
                level=each.level,
                note=each.note,
                evidence=each.evidence,
                evidence_link=each.evidence_link,
                saved_by=by,
                saved_at=now,
            )
            for statement, each in agreed.items()
        )


def _together(assessment: Assessment, by: User) -> Assessment:
    """Locked, as it is now; only for those who lead it, while the group is together."""
    row = (
        Assessment.objects.select_for_update(of=["self"])
        .select_related("subject")
        .get(pk=assessment.pk)
    )
    if not may_lead(by, row.subject):
        raise PermissionDenied
    if row.state != AssessmentStatus.TOGETHER:
        raise NotNow
    return row


def _says(answer: SharedAnswer, agreed: Agreed) -> bool:
    return agreed.file is None and not agreed.removes_file and (
        answer.level_id, answer.note, answer.evidence, answer.evidence_link,
    ) == (
        agreed.level.pk if agreed.level else None, agreed.note, agreed.evidence,
        agreed.evidence_link,
    )  # fmt: skip
