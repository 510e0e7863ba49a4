"""A team hands in its work: drafts that survive, versions, never after it is accepted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.trainings.actions.cohort.checking import hold_team, refuse_over
from loim.trainings.logic.assignments import states
from loim.trainings.logic.assignments.deadline import When, when_handed_in
from loim.trainings.models import Assignment, HandIn, HandInDraft
from loim.trainings.queries.assignments.times import late_until
from loim.trainings.queries.cohort.who import Reader


class NotGivenYet(Refusal):
    message = _("This assignment has not been given yet. You can hand it in from %(opens)s on.")

    def __str__(self) -> str:
        return str(self.message) % {"opens": _moment(self.values["opens"])}


class DeadlineOver(Refusal):
    """What was written stays as the team's draft."""

    message = _(
        "This could be handed in until %(until)s. What you wrote is kept as a draft: write to the"
        " organiser (%(contact)s), who can move the deadline."
    )

    def __str__(self) -> str:
        contact = self.values["contact"]
        return str(self.message) % {"until": _moment(self.values["until"]), "contact": contact}


class AcceptedAlready(Refusal):
    message = _("Your work was accepted already, so it stays as it is. There is nothing to do.")


class NothingHandedIn(Refusal):
    message = _("Write an answer or add a file.")


class DraftChanged(Refusal):
    message = _(
        "A colleague of your team has saved another draft since you opened this page. Their words"
        " are shown above yours: put both together and save once more."
    )


def hand_in(
    *,
    assignment: Assignment,
    text: str = "",
    file: "UploadedFile[Any] | None" = None,
    submission: UUID,
    by: Reader,
    now: datetime,
) -> HandIn:
    """A new version of the team's work; the draft is used up.

    The same `submission` again gives what it made. Refused: NotGivenYet, DeadlineOver,
    AcceptedAlready, NothingHandedIn, NotRunning; PermissionDenied for others than the team.
    """
    if not by.is_of_team or assignment.training_id != by.training.pk:
        raise PermissionDenied
    if not text.strip() and file is None:
        raise NothingHandedIn
    with transaction.atomic():
        team = hold_team(by)
        if made := HandIn.objects.filter(submission=submission, team=team).first():
            return made
        refuse_over(team.call.training)
        assignment = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
        versions = list(
            HandIn.objects.filter(assignment=assignment, team=team).order_by("-version")
        )
        is_late = _check_time(assignment, versions, now)
        row = HandIn(
            assignment=assignment,
            team=team,
            version=versions[0].version + 1 if versions else 1,
            text=text.strip(),
            handed_in_at=now,
            handed_in_by=by.member,
            is_late=is_late,
            submission=submission,
        )
        if file is not None:
            row.original_name = (file.name or "")[:200]
            row.file.save(file.name or "file", file, save=False)
        row.save()
        HandInDraft.objects.filter(assignment=assignment, team=team).delete()
    return row


def _check_time(assignment: Assignment, versions: list[HandIn], now: datetime) -> bool:
    """Whether it is late. Raises AcceptedAlready, NotGivenYet, DeadlineOver."""
    newest = versions[0] if versions else None
    if newest is not None and newest.state == states.ACCEPTED:
        raise AcceptedAlready
    until = late_until(assignment)
    when = when_handed_in(
        now,
        opens_at=assignment.opens_at,
        due_at=assignment.due_at,
        late_until=until,
        was_in_time=any(not row.is_late for row in versions),
        is_sent_back=newest is not None and newest.state == states.SENT_BACK,
    )
    if when == When.EARLY:
        raise NotGivenYet(opens=assignment.opens_at)
    if when == When.CLOSED:
        contact = assignment.training.contact_email or assignment.training.organiser.name
        raise DeadlineOver(until=until, contact=contact)
    return when == When.LATE


def save_draft(
    *, assignment: Assignment, text: str, seen: int, by: Reader, now: datetime
) -> HandInDraft:
    """What the team has written so far, whenever it is: also before and after the time.

    `seen` is the version that the form began from (0: none). Refused: DraftChanged.
    """
    if not by.is_of_team or assignment.training_id != by.training.pk:
        raise PermissionDenied
    with transaction.atomic():
        team = hold_team(by)
        draft = HandInDraft.objects.filter(assignment=assignment, team=team).first()
        if draft is not None and draft.text == text:
            return draft
        if draft is not None and draft.version != seen:
            raise DraftChanged
        draft = draft or HandInDraft(assignment=assignment, team=team, version=0)
        draft.text, draft.version = text, draft.version + 1
        draft.saved_at, draft.saved_by = now, by.member
        draft.save()
    return draft


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
