"""Mail to people: rendered in their language, queued in the transaction that asks for it.

The mail leaves exactly when that transaction is committed: a worker sends it
(`loim.common.mail_delivery`), again and again while the mail server is down.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from loim.common.jobs import queue
from loim.common.models import OutgoingMail
from loim.common.sealing import seal
from loim.common.tasks import send_mail

# A worker takes a job at once; what has waited longer than this is in trouble.
USUAL_WAIT = timedelta(minutes=2)
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class MailText:
    subject: str
    body: str


def render_mail(template: str, context: Mapping[str, Any], language: str) -> MailText:
    """The text of `mail/<template>.txt`; its first line is the subject, always one line."""
    if language not in LANGUAGES:
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        # Plain text: an apostrophe in a name stays an apostrophe.
        source: Any = get_template(f"mail/{template}.txt")
        values = {"base_url": settings.BASE_URL, **context}
        text = source.template.render(Context(values, autoescape=False))
    subject, _, body = text.strip().partition("\n")
    printable = "".join(character if character.isprintable() else " " for character in subject)
    return MailText(" ".join(printable.split()), body.strip() + "\n")


def queue_mail(
    *,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    useful_until: datetime | None = None,
    calendar: bytes = b"",
) -> OutgoingMail:
    """Send `mail/<template>.txt` to one address, in `language`, once this transaction commits.

    After `useful_until` it is not sent any more (a sign-in code that expired). `calendar` is an
    entry (iCalendar) that goes with it. Raises
    ValidationError where `to` is not one e-mail address.
    """
    if not to.isprintable():
        raise ValidationError("An e-mail address is one line.", code="address")
    validate_email(to)
    text = render_mail(template, context, language)
    with transaction.atomic():
        mail = OutgoingMail.objects.create(
            to=to,
            template=template,
            language=language,
            sealed_text=seal(json.dumps([text.subject, text.body, calendar.decode()])),
            message_id=make_msgid(domain=urlsplit(settings.BASE_URL).hostname),
            queued_at=timezone.now(),
            useful_until=useful_until,
        )
        queue(send_mail, mail_id=mail.pk)
    return mail


def letters_lately(to: str, templates: Collection[str], *, since: datetime) -> int:
    """How many of these letters an address was sent, so that nobody's letter box is filled by
    somebody else who writes the address into a public form."""
    sent = OutgoingMail.objects.filter(to__iexact=to, template__in=templates, queued_at__gt=since)
    return sent.count()


def mail_is_delayed(now: datetime) -> bool:
    """Is mail piling up: has something waited too long, or failed and not left since?"""
    waiting = OutgoingMail.objects.filter(sent_at=None, given_up_at=None).filter(
        Q(useful_until=None) | Q(useful_until__gte=now)
    )
    return waiting.filter(Q(queued_at__lt=now - USUAL_WAIT) | Q(failed_at__isnull=False)).exists()
