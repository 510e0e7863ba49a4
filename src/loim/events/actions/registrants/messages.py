"""Writing to those who registered: whom to is written down at once, a worker writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.models import Event, Message, Notice, NoticeKind
from loim.events.permissions import may_change_event
from loim.events.queries.registrants.recipients import RecipientFilter, recipients
from loim.people.models import User

WRITE_MESSAGES_TASK = "loim.events.write_message_letters"  # `tasks.py` carries it out


class NobodyToWriteTo(Refusal):
    message = _(
        "Nobody fits this choice, or nobody of them has a confirmed e-mail address."
        " Choose others, or leave the choice empty to write to all."
    )


@dataclass(frozen=True)
class MessageWords:
    """`translations`: {"en": {"subject": ..., "body": ...}}."""

    subject: str
    body: str
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def send_message(
    *,
    event: Event,
    words: MessageWords,
    wanted: RecipientFilter,
    submission: UUID,
    by: User,
    now: datetime,
) -> Message:
    """The message, with a `Notice` for each who gets it; letters leave after the commit.

    The same `submission` again gives what it made the first time. Refused: NobodyToWriteTo,
    one who may not change the event (PermissionDenied).
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    if made := Message.objects.filter(event=event, submission=submission).first():
        return made
    message = Message(
        event=event,
        subject=words.subject,
        body=words.body,
        translations=dict(words.translations),
        recipients=wanted.as_json(),
        sent_at=now,
        sent_by=by,
        submission=submission,
    )
    try:
        with transaction.atomic():
            message.save()
            _write_down(message, wanted)
    except IntegrityError as error:
        if violated_constraint(error) == "events_message_submission_key":
            return Message.objects.get(event=event, submission=submission)
        raise
    return message


def _write_down(message: Message, wanted: RecipientFilter) -> None:
    """Who gets it is fixed now, whatever becomes of their places before the letter is written."""
    keys = recipients(message.event, wanted).order_by("pk").values_list("pk", flat=True)
    notices = Notice.objects.bulk_create(
        [
            Notice(
                participant_id=key,
                kind=NoticeKind.MESSAGE,
                number=message.pk,
                message=message,
                queued_at=message.sent_at,
            )
            for key in keys
        ],
        batch_size=1000,
    )
    if not notices:
        raise NobodyToWriteTo
    app.configure_task(WRITE_MESSAGES_TASK).defer(message_id=message.pk)
