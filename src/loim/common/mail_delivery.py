"""Hands a queued mail to the mail server, once."""

import json
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from loim.common.models import OutgoingMail
from loim.common.sealing import SealBroken, unseal

KEPT_FOR = timedelta(days=30)
# Longer than all retries together: no job will take it up again.
GIVEN_UP_AFTER = timedelta(days=3)

# Templates of letters whose reader's address is kept nowhere once they have left: modules add
# theirs when they start.
FORGET_ADDRESS: set[str] = set()


class MailNotSent(Exception):
    """The mail server did not take it this time; try again later."""


def deliver(*, mail_id: int, now: datetime) -> None:
    """Send one mail and remember that it was sent.

    The row is locked while the server is spoken to, so two workers never send the same
    mail; a second call finds it sent and does nothing. Should this process be killed
    between the server's 'accepted' and our commit, the mail goes out again under the same
    Message-ID, by which mail programs drop the copy.

    Raises MailNotSent where it is worth trying again. A refusal for good (no such
    mailbox) is written down and not tried again.
    """
    trouble = ""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
        if mail is None or mail.sent_at or mail.given_up_at:
            return
        if mail.useful_until and mail.useful_until < now:
            _finish(mail, given_up_at=now, trouble="no longer useful")
            return
        try:
            _message(mail).send()
        except SealBroken:
            _finish(mail, given_up_at=now, trouble="the key it was sealed with is not known")
        except smtplib.SMTPRecipientsRefused as refusal:
            code, answer = next(iter(refusal.recipients.values()))
            trouble = f"{code} {answer.decode(errors='replace')}"
            if code >= 500:
                _finish(mail, given_up_at=now, trouble=trouble)
                return
        except (smtplib.SMTPException, OSError) as failure:
            trouble = str(failure) or type(failure).__name__
        else:
            _finish(mail, sent_at=now)
    if trouble:
        OutgoingMail.objects.filter(pk=mail_id).update(failed_at=now, trouble=trouble[:300])
        raise MailNotSent(trouble)


def _message(mail: OutgoingMail) -> EmailMessage:
    # Those queued by an older release have neither a third part nor a fourth.
    said: list[Any] = json.loads(unseal(mail.sealed_text))
    absent: list[Any] = ["", {}]
    subject, body, calendar, own_headers = said + absent[len(said) - 2 :]
    headers = {
        **own_headers,
        "Message-ID": mail.message_id,
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",  # so that holiday answers stay away
    }
    message = EmailMessage(subject, body, to=[mail.to], headers=headers)
    if calendar:
        message.attach("loim.ics", calendar, "text/calendar")
    return message


def _finish(
    mail: OutgoingMail,
    *,
    sent_at: datetime | None = None,
    given_up_at: datetime | None = None,
    trouble: str = "",
) -> None:
    mail.sent_at, mail.given_up_at, mail.trouble = sent_at, given_up_at, trouble[:300]
    mail.sealed_text = ""
    if mail.template in FORGET_ADDRESS:
        mail.to = ""
        mail.trouble = ""  # a mail server's answer often names the address
    mail.save(update_fields=["to", "sent_at", "given_up_at", "trouble", "sealed_text"])


def erase_old_mail(*, now: datetime) -> None:
    """Empty what no job will send any more, and drop rows after 30 days."""
    OutgoingMail.objects.filter(
        Q(queued_at__lt=now - GIVEN_UP_AFTER) | Q(useful_until__lt=now),
        sent_at=None,
        given_up_at=None,
    ).update(given_up_at=now, sealed_text="")
    OutgoingMail.objects.filter(template__in=FORGET_ADDRESS).exclude(given_up_at=None).update(
        to="", trouble=""
    )
    OutgoingMail.objects.filter(queued_at__lt=now - KEPT_FOR).delete()
