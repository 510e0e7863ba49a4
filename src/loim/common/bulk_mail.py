"""The same letter to many: rendered once for each language, queued in a few queries."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from loim.common.mail import MailText
from loim.common.models import OutgoingMail
from loim.common.sealing import seal
from loim.common.tasks import send_mail


@dataclass(frozen=True)
class Letter:
    """`headers` beside those of every mail; what they say is sealed as the text is."""

    to: str  # one address that was checked when it was given
    language: str
    text: MailText
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def sealed(self) -> str:
        return seal(json.dumps([self.text.subject, self.text.body, "", dict(self.headers)]))


def queue_letters(
    letters: Sequence[Letter], *, template: str, useful_until: datetime | None = None, now: datetime
) -> list[OutgoingMail]:
    """As `queue_mail` for each of them, in their order; they leave when this is committed."""
    domain = urlsplit(settings.BASE_URL).hostname
    with transaction.atomic():
        mails = OutgoingMail.objects.bulk_create(
            OutgoingMail(
                to=letter.to,
                template=template,
                language=letter.language,
                sealed_text=letter.sealed,
                message_id=make_msgid(domain=domain),
                queued_at=now,
                useful_until=useful_until,
            )
            for letter in letters
        )
        if mails:
            jobs: list[Any] = [{"mail_id": mail.pk} for mail in mails]
            send_mail.batch_defer(*jobs)
    return mails
