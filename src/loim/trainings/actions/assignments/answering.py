"""Whoever reads the teams' work answers: comments, accepts, sends back, and takes it back."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.trainings.actions.assignments.letters import tell_of_comment, tell_of_decision
from loim.trainings.actions.cohort.checking import hold_team
from loim.trainings.logic.assignments import states
from loim.trainings.models import HandIn, HandInComment, HandInState
from loim.trainings.queries.cohort.who import Reader


class WordsMissing(Refusal):
    message = _("Write what the team should do: they read only what stands here.")


class CommentEmpty(Refusal):
    message = _("The comment is empty. Write something, or leave the page.")


class DecidedAlready(Refusal):
    message = _("Somebody else has answered meanwhile, or a newer version came. Look again.")


class TooLateToUndo(Refusal):
    message = _(
        "This can be taken back for %(minutes)s minutes only; the team acts on it already."
        " Write a comment to them instead."
    )


def comment_on(
    *, hand_in: HandIn, text: str, submission: UUID, by: Reader, now: datetime
) -> HandInComment:
    """In the thread below what was handed in; the other side is told by a letter."""
    if hand_in.team_id != by.team.pk or not by.may_see:
        raise PermissionDenied
    if not text.strip():
        raise CommentEmpty
    with transaction.atomic():
        hold_team(by)
        if made := HandInComment.objects.filter(hand_in=hand_in, submission=submission).first():
            return made
        comment = _write(hand_in, text, submission, by, now)
        tell_of_comment(comment)
    return comment


def accept_hand_in(
    *, hand_in: HandIn, words: str = "", submission: UUID, by: Reader, now: datetime
) -> HandIn:
    """Raises DecidedAlready."""
    return _decide(
        hand_in, HandInState.ACCEPTED, words=words, submission=submission, by=by, now=now
    )


def send_back_hand_in(
    *, hand_in: HandIn, words: str, submission: UUID, by: Reader, now: datetime
) -> HandIn:
    """To be handed in anew. Raises WordsMissing, DecidedAlready."""
    if not words.strip():
        raise WordsMissing
    return _decide(
        hand_in, HandInState.SENT_BACK, words=words, submission=submission, by=by, now=now
    )


def undo_decision(*, hand_in: HandIn, by: Reader, now: datetime) -> HandIn:
    """Neither accepted nor sent back: it was a slip. Raises TooLateToUndo, DecidedAlready."""
    if hand_in.team_id != by.team.pk or not by.reads_work:
        raise PermissionDenied
    with transaction.atomic():
        hold_team(by)
        row = _newest(hand_in)
        if row.state == HandInState.HANDED_IN:
            raise DecidedAlready
        if not states.can_undo(row.state, row.decided_at, now):
            raise TooLateToUndo(minutes=int(states.UNDO_WITHIN.total_seconds() // 60))
        row.state, row.decided_at, row.decided_by = HandInState.HANDED_IN, None, None
        row.save(update_fields=["state", "decided_at", "decided_by"])
        tell_of_decision(row)
    return row


def _decide(
    hand_in: HandIn,
    after: HandInState,
    *,
    words: str,
    submission: UUID,
    by: Reader,
    now: datetime,
) -> HandIn:
    if hand_in.team_id != by.team.pk or not by.reads_work:
        raise PermissionDenied
    with transaction.atomic():
        hold_team(by)
        row = _newest(hand_in)
        if row.state == after:
            return row
        if not states.leads_to(row.state, after):
            raise DecidedAlready
        row.state, row.decided_at, row.decided_by = after, now, by.user
        row.save(update_fields=["state", "decided_at", "decided_by"])
        if words.strip():
            _write(row, words, submission, by, now)
        tell_of_decision(row, words.strip())
    return row


def _newest(hand_in: HandIn) -> HandIn:
    """Under the team's lock. Raises DecidedAlready where it is not the newest version."""
    row = (
        HandIn.objects.select_related("assignment__training", "team")
        .filter(assignment=hand_in.assignment_id, team=hand_in.team_id)
        .order_by("-version")
        .first()
    )
    if row is None or row.pk != hand_in.pk:
        raise DecidedAlready
    return row


def _write(
    hand_in: HandIn, text: str, submission: UUID, by: Reader, now: datetime
) -> HandInComment:
    is_reader = by.reads_work
    return HandInComment.objects.create(
        hand_in=hand_in,
        user=by.user if is_reader else None,
        member=None if is_reader else by.member,
        text=text.strip(),
        written_at=now,
        submission=submission,
    )
