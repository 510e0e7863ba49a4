"""'What did we hear?': what a group wrote down, on a phone, while it was fresh."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.events.models import Participant, Session
from loim.ideas.actions.ideas.giving import OtherForumsChallenge
from loim.ideas.models import Challenge, Forum, GroupNote
from loim.ideas.permissions import has_place, may_moderate
from loim.ideas.queries.forum.who import place_of_account
from loim.people.models import User


class NoteSaysNothing(Refusal):
    message = _("Please write which group it was, and what it heard.")


class OtherEventsSession(Refusal):
    message = _("This part of the agenda belongs to another event.")


def write_note(
    *,
    forum: Forum,
    group: str,
    text: str,
    language: str,
    challenge: Challenge | None = None,
    session: Session | None = None,
    participant: Participant | None = None,
    submission: UUID,
    by: User | None,
    now: datetime,
) -> GroupNote:
    """By participants, at any time: a note of the day may be typed in the evening. The same
    `submission` again gives what it made. Refused: NoteSaysNothing, OtherForumsChallenge,
    OtherEventsSession, PermissionDenied."""
    group, text = group.strip(), text.strip()
    if not group or not text:
        raise NoteSaysNothing
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    if challenge is not None and challenge.forum_id != forum.pk:
        raise OtherForumsChallenge
    if session is not None and session.event_id != forum.event_id:
        raise OtherEventsSession
    with transaction.atomic():
        if made := GroupNote.objects.filter(submission=submission).first():
            return made
        if not may_write_notes(forum, by, participant):
            raise PermissionDenied
        try:
            with transaction.atomic():
                return GroupNote.objects.create(
                    forum=forum, challenge=challenge, session=session, group=group, words=text,
                    language=language, written_by=by, written_at=now, submission=submission,
                )  # fmt: skip
        except IntegrityError:
            return GroupNote.objects.get(submission=submission)  # the other of two at once


def may_write_notes(forum: Forum, by: User | None, participant: Participant | None) -> bool:
    if has_place(participant, forum):
        return True
    return by is not None and (
        may_moderate(by, forum) or has_place(place_of_account(by, forum), forum)
    )


def remove_note(*, note: GroupNote, by: User, now: datetime) -> None:
    """Ideas that were made of it stay."""
    with transaction.atomic():
        if not may_moderate(by, note.forum):
            raise PermissionDenied
        note.delete()
