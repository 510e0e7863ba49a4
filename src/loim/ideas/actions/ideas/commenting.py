"""What people say of an idea, and what others think should not be shown."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.events.models import Participant
from loim.ideas.actions.ideas.giving import check_address, check_takes_part
from loim.ideas.actions.ideas.letters import ask_to_confirm_comment
from loim.ideas.actions.ideas.supporting import NotShown
from loim.ideas.logic.ideas.states import leads_to, state_when_sent
from loim.ideas.models import Comment, Complaint, Idea, Shown
from loim.ideas.permissions import may_moderate
from loim.ideas.queries.ideas.own_link import key_hash_of
from loim.people.models import User


class CommentEmpty(Refusal):
    message = _("Please write what you want to say.")


class NoComments(Refusal):
    message = _("Ideas of this forum are not commented on.")


def comment_on(
    *,
    idea: Idea,
    text: str,
    language: str,
    author_name: str = "",
    author_email: str = "",
    is_author_shown: bool = False,
    participant: Participant | None = None,
    submission: UUID,
    by: User | None,
    now: datetime,
) -> Comment:
    """As an idea is given: shown at once, after its address is confirmed, or after a moderator
    has read it. The same `submission` again gives what it made.

    Refused: CommentEmpty, NoComments, NotShown, OnlyForParticipants, PermissionDenied,
    AddressMissing, ConfirmFirst.
    """
    text = text.strip()
    if not text:
        raise CommentEmpty
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    with transaction.atomic():
        if made := Comment.objects.filter(submission=submission).first():
            return made
        current = Idea.objects.select_related("forum__event", "joined_to").get(pk=idea.pk)
        current = current.joined_to or current
        forum = current.forum
        if not forum.has_comments:
            raise NoComments
        if current.state != Shown.SHOWN:
            raise NotShown
        check_takes_part(forum, by, participant)
        comment = Comment(
            idea=current, words=text, language=language, author=by, written_at=now,
            is_author_shown=is_author_shown, submission=submission,
        )  # fmt: skip
        _sign(comment, participant, author_name, author_email, now)
        comment.state = state_when_sent(
            is_confirmed=comment.confirmed_at is not None,
            is_moderated=forum.is_moderated,
            by_moderator=by is not None and may_moderate(by, forum),
        )
        return _save(comment)


def confirm_comment(*, comment: Comment, now: datetime) -> Comment:
    """Whoever has the link has the address. Again does no harm."""
    with transaction.atomic():
        current = held_comment(comment)
        if current.confirmed_at is None:
            current.confirmed_at = now
            if current.state == Shown.AWAITING:
                current.state = state_when_sent(
                    is_confirmed=True,
                    is_moderated=current.idea.forum.is_moderated,
                    by_moderator=False,
                )
            current.save(update_fields=["confirmed_at", "state"])
    return current


def withdraw_comment(*, comment: Comment) -> Comment:
    """Whoever calls has proved to be its author. Again does no harm."""
    with transaction.atomic():
        current = held_comment(comment)
        if leads_to(current.state, Shown.WITHDRAWN):
            current.state = Shown.WITHDRAWN
            current.save(update_fields=["state"])
    return current


def complain_of(*, comment: Comment, reason: str = "", by: User | None, now: datetime) -> None:
    """Somebody thinks that it should not be shown: it stays, and comes before a moderator.
    Of one person, or of people without an account, one is enough until it was looked at."""
    with transaction.atomic():
        current = held_comment(comment)
        if current.state != Shown.SHOWN:
            raise NotShown
        if not current.complaints.filter(resolved_at=None, user=by).exists():
            Complaint.objects.create(
                comment=current, reason=reason.strip()[:300], user=by, made_at=now
            )


def held_comment(comment: Comment) -> Comment:
    rows = Comment.objects.select_related("idea__forum__event", "author")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)


def _sign(
    comment: Comment, participant: Participant | None, name: str, email: str, now: datetime
) -> None:
    if comment.author is not None:
        comment.author_name, comment.confirmed_at = comment.author.name, now
    elif participant is not None:
        comment.author_name, comment.confirmed_at = participant.name, now
        comment.author_email = participant.email or participant.registration.email
    else:
        check_address(name, email, now)
        comment.author_name, comment.author_email = name, email
    comment.key_hash = key_hash_of(comment)


def _save(comment: Comment) -> Comment:
    try:
        with transaction.atomic():
            comment.save(force_insert=True)
    except IntegrityError:
        if made := Comment.objects.filter(submission=comment.submission).first():
            return made  # the other of two at once
        raise
    if comment.confirmed_at is None:
        ask_to_confirm_comment(comment)
    return comment
