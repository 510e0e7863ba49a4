"""A team's deliverable grows by versions; a trainer comments on the newest and accepts it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.trainings.actions.cohort.checking import hold_team
from loim.trainings.actions.cohort.letters import trainers_of, write_to_people, write_to_team
from loim.trainings.logic.assignments import states
from loim.trainings.models import Deliverable, DeliverableVersion, HandInState
from loim.trainings.queries.cohort.who import Reader


class NothingInIt(Refusal):
    message = _("Write the text of the model or add its file.")


class VersionDecided(Refusal):
    message = _("A newer version came, or somebody else has answered meanwhile. Look again.")


class WordsMissing(Refusal):
    message = _("Write what the team should change: they read only what stands here.")


@dataclass(frozen=True)
class DeliverableWords:
    title: str
    summary: str
    language: str
    text: str = ""
    note: str = ""


def hand_in_version(
    *,
    words: DeliverableWords,
    file: "UploadedFile[Any] | None" = None,
    keeps_file: bool = False,
    submission: UUID,
    by: Reader,
    now: datetime,
) -> DeliverableVersion:
    """The next version, for the trainers to read. A published one stays public as it is.

    `keeps_file`: with the file of the version before. The same `submission` again gives what it
    made. Refused: NothingInIt; PermissionDenied for others than the team.
    """
    if not by.is_of_team:
        raise PermissionDenied
    with transaction.atomic():
        team = hold_team(by)
        if made := DeliverableVersion.objects.filter(
            submission=submission, deliverable__team=team
        ).first():
            return made
        deliverable = Deliverable.objects.filter(team=team).first() or Deliverable(team=team)
        deliverable.title, deliverable.summary = words.title.strip(), words.summary.strip()
        deliverable.language = words.language
        deliverable.save()
        before = deliverable.versions.order_by("-number").first()
        row = DeliverableVersion(
            deliverable=deliverable,
            number=before.number + 1 if before else 1,
            text=words.text.strip(),
            note=words.note.strip()[:300],
            made_at=now,
            made_by=by.member,
            submission=submission,
        )
        if file is not None:
            row.original_name = (file.name or "")[:200]
            row.file.save(file.name or "file", file, save=False)
        elif keeps_file and before is not None and before.file:
            row.file, row.original_name = before.file, before.original_name
        if not row.text and not row.file:
            raise NothingInIt
        row.save()
        _tell_trainers(row, by)
    return row


def decide_version(
    *,
    version: DeliverableVersion,
    accepts: bool,
    words: str = "",
    by: Reader,
    now: datetime,
) -> DeliverableVersion:
    """Accepted, or sent back with words. The same again changes nothing.

    Refused: WordsMissing, VersionDecided; PermissionDenied for others than who reads the work.
    """
    if version.deliverable.team_id != by.team.pk or not by.reads_work:
        raise PermissionDenied
    if not accepts and not words.strip():
        raise WordsMissing
    after = HandInState.ACCEPTED if accepts else HandInState.SENT_BACK
    with transaction.atomic():
        hold_team(by)
        row = newest_version(version.deliverable)
        if row is None or row.pk != version.pk:
            raise VersionDecided
        if row.state == after and row.comment == words.strip():
            return row
        if not states.leads_to(row.state, after):
            raise VersionDecided
        row.state, row.comment = after, words.strip()
        row.decided_at, row.decided_by = now, by.user
        row.save(update_fields=["state", "comment", "decided_at", "decided_by"])
        _tell_team(row)
    return row


def undo_version_decision(*, version: DeliverableVersion, by: Reader, now: datetime) -> None:
    """Within minutes, and while it is not published. Raises VersionDecided."""
    if version.deliverable.team_id != by.team.pk or not by.reads_work:
        raise PermissionDenied
    with transaction.atomic():
        hold_team(by)
        deliverable = Deliverable.objects.get(pk=version.deliverable_id)
        row = newest_version(deliverable)
        if (
            row is None
            or row.pk != version.pk
            or deliverable.published_version_id == row.pk
            or not states.can_undo(row.state, row.decided_at, now)
        ):
            raise VersionDecided
        row.state, row.decided_at, row.decided_by = HandInState.HANDED_IN, None, None
        row.save(update_fields=["state", "decided_at", "decided_by"])
        _tell_team(row)


def newest_version(deliverable: Deliverable) -> DeliverableVersion | None:
    return (
        deliverable.versions.select_related("deliverable__team__call__training")
        .order_by("-number")
        .first()
    )


def _tell_team(row: DeliverableVersion) -> None:
    training = row.deliverable.team.call.training
    write_to_team(
        row.deliverable.team,
        "trainings_deliverable_decided",
        lambda language: {
            "training": training.text("title", language),
            "state": row.state,
            "words": row.comment,
            "number": row.number,
            "title": row.deliverable.title,
        },
        "model",
    )


def _tell_trainers(row: DeliverableVersion, by: Reader) -> None:
    team, training = by.team, by.training
    write_to_people(
        trainers_of(training),
        "trainings_deliverable_version",
        lambda language: {
            "training": training.text("title", language),
            "team": team,
            "title": row.deliverable.title,
            "number": row.number,
        },
        "team-model",
        team.pk,
    )
