"""Texts that an organisation sends again and again, and sending them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.casework.actions.enquiries.recording import MayNotCounsel
from loim.casework.logic.free_text import masked
from loim.casework.models import Snippet
from loim.casework.permissions import may_counsel_for
from loim.common.mail import queue_mail
from loim.common.rates import count_request
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User

TEMPLATE = "counselling_texts"
# What nobody could deliver in this time is no answer any more.
USEFUL_FOR = timedelta(days=2)
AN_HOUR, MOST_IN_AN_HOUR = timedelta(hours=1), 60


class NothingToSend(Refusal):
    message = _("Choose a text or a link, or write something of your own.")


class TooManyLetters(Refusal):
    message = _("You have sent many letters within an hour. Try again later.")


def keep_snippet(
    *,
    organisation: Organisation,
    values: dict[str, Any],
    submission: UUID,
    by: User,
    now: datetime,
    snippet: Snippet | None = None,
) -> Snippet:
    """A new one, or `snippet` with other words. The same submission twice makes one."""
    if not may_counsel_for(by, organisation):
        raise MayNotCounsel
    values = _without_codes(values)
    with transaction.atomic():
        if snippet is None:
            made, _is_new = Snippet.objects.get_or_create(
                submission=submission,
                defaults={
                    "organisation": organisation,
                    "changed_by": by,
                    "changed_at": now,
                    **values,
                },
            )
            return made
        kept = Snippet.objects.select_for_update().get(pk=snippet.pk, organisation=organisation)
        for name, value in values.items():
            setattr(kept, name, value)
        kept.changed_by, kept.changed_at = by, now
        kept.save()
    return kept


def _without_codes(values: dict[str, Any]) -> dict[str, Any]:
    """In all languages."""
    return {
        name: masked(value)
        if isinstance(value, str)
        else _without_codes(value)
        if isinstance(value, dict)
        else value
        for name, value in values.items()
    }


def withdraw_snippet(*, snippet: Snippet, by: User, now: datetime) -> None:
    """It is offered no more; a second time it comes back."""
    if not may_counsel_for(by, snippet.organisation):
        raise MayNotCounsel
    snippet.withdrawn_at = None if snippet.withdrawn_at else now
    snippet.changed_by, snippet.changed_at = by, now
    snippet.save(update_fields=["withdrawn_at", "changed_by", "changed_at"])


def send_texts(
    *, organisation: Organisation, to: str, body: str, language: str, by: User, now: datetime
) -> None:
    """The address stays in the queue until the mail has left, and nowhere afterwards
    (`mail_delivery.FORGET_ADDRESS`). Raises NothingToSend, TooManyLetters."""
    if not may_counsel_for(by, organisation):
        raise MayNotCounsel
    if not body.strip():
        raise NothingToSend
    sent = count_request(what="counselling-letters", who=str(by.pk), now=now, window=AN_HOUR)
    if sent > MOST_IN_AN_HOUR:
        raise TooManyLetters
    context = {"organisation": organisation.name, "body": masked(body)}
    queue_mail(
        to=to, template=TEMPLATE, context=context, language=language, useful_until=now + USEFUL_FOR
    )
