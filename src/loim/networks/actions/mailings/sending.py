"""A letter to members is sent once: whom to is written down at once, a worker writes."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.rates import count_request
from loim.common.refusals import Refusal
from loim.networks.models import LetterReader, Mailing, MailingLetter
from loim.networks.models.talk import LetterOutcome
from loim.networks.permissions import may_change_network
from loim.networks.queries.mailings.own_link import readers_for, stop_headers, stop_link
from loim.networks.queries.mailings.recipients import reach_of
from loim.networks.queries.mailings.texts import TEMPLATE, LetterText
from loim.people.models import User

WRITE_TASK = "loim.networks.write_mailing"  # `tasks/mailings.py` carries it out
AT_ONCE = 200
RECENT = timedelta(days=3)
MOST_TESTS = 10  # in ten minutes


class NobodyToWriteTo(Refusal):
    message = _(
        "Nobody of this choice has an e-mail address or wants letters. Choose others, or leave"
        " the choice empty to write to all."
    )


class TooManyTests(Refusal):
    message = _("You have sent yourself several of these letters just now. Wait ten minutes.")


def send_mailing(*, mailing: Mailing, by: User, now: datetime) -> Mailing:
    """With a row for each letter; a second call finds it sent and does nothing. Answers go to `by`,
    who keeps the network. Refused: NobodyToWriteTo."""
    if not may_change_network(by, mailing.network):
        raise PermissionDenied
    with transaction.atomic():
        held = Mailing.objects.select_for_update(of=("self",)).select_related(
            "network__organisation"
        )
        current = held.get(pk=mailing.pk)
        if current.sent_at is not None:
            return current
        reach = reach_of(current, localdate(now))
        readers = readers_for(current.network, {each.address for each in reach.recipients}, now)
        text = LetterText(current, reply_to=by.email)
        letters = [
            MailingLetter(
                mailing=current, reader=readers[each.address], member_id=each.member,
                language=each.language,
            )
            for each in reach.recipients
            if each.address in readers
        ]  # fmt: skip
        if not letters:
            raise NobodyToWriteTo
        for letter in letters:
            letter.language = text.written_in(letter.language)
        MailingLetter.objects.bulk_create(letters, batch_size=1000)
        current.sent_at, current.sent_by = now, by
        current.without_address, current.want_none = len(reach.without_address), reach.want_none
        current.save()
        app.configure_task(WRITE_TASK).defer(mailing_id=current.pk)
    return current


def send_test(*, mailing: Mailing, by: User, now: datetime) -> int:
    """To oneself, in each language that it is written in; how many letters. Refused: TooManyTests."""
    if not may_change_network(by, mailing.network):
        raise PermissionDenied
    if count_request(what="networks.test_letter", who=str(by.pk), now=now) > MOST_TESTS:
        raise TooManyTests
    text = LetterText(mailing, reply_to=by.email, is_test=True)
    letters = [
        Letter(by.email, language, text.of(language), {"Reply-To": by.email})
        for language in text.written
    ]
    queue_letters(letters, template=TEMPLATE, now=now)
    return len(letters)


def write_mailing_letters(*, mailing_id: int, now: datetime) -> int:
    """Queue the letters that are still to be written; safe to run again, or twice at once."""
    written = 0
    while done := _write_some(mailing_id, now):
        written += done
    return written


def write_forgotten_mailings(*, now: datetime) -> None:
    """Of a worker that fell in the middle: the letters that it did not write."""
    left = MailingLetter.objects.filter(
        mail=None, outcome=LetterOutcome.WAITING, mailing__sent_at__gt=now - RECENT,
        mailing__sent_at__lt=now - timedelta(minutes=5),
    )  # fmt: skip
    for key in left.order_by("mailing").values_list("mailing", flat=True).distinct():
        write_mailing_letters(mailing_id=key, now=now)


def note_outcomes(*, now: datetime) -> int:
    """What became of letters, before their mails are forgotten; how many were noted."""
    waiting = MailingLetter.objects.filter(outcome=LetterOutcome.WAITING)
    sent = waiting.filter(mail__sent_at__isnull=False).update(outcome=LetterOutcome.SENT)
    gone = waiting.filter(mail__given_up_at__isnull=False).update(outcome=LetterOutcome.FAILED)
    lost = waiting.filter(mail=None, mailing__sent_at__lt=now - RECENT)
    return sent + gone + lost.update(outcome=LetterOutcome.FAILED)


def _write_some(mailing_id: int, now: datetime) -> int:
    with transaction.atomic():
        mailing = (
            Mailing.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("network__organisation", "sent_by")
            .filter(pk=mailing_id, sent_at__gt=now - RECENT)
            .first()
        )
        if mailing is None:
            return 0
        rows = MailingLetter.objects.filter(
            mailing=mailing, mail=None, outcome=LetterOutcome.WAITING
        )
        letters = list(rows.select_related("reader").order_by("pk")[:AT_ONCE])
        reply_to = mailing.sent_by.email if mailing.sent_by else ""
        text = LetterText(mailing, reply_to=reply_to)
        wanted = [row for row in letters if row.reader and row.reader.stopped_at is None]
        mails = queue_letters(
            [_letter(row, row.reader, text, mailing) for row in wanted if row.reader],
            template=TEMPLATE,
            now=now,
        )
        for row, mail in zip(wanted, mails, strict=True):
            row.mail = mail
        # Stopped or erased in between: no letter, and nothing that failed.
        kept = {row.pk for row in wanted}
        MailingLetter.objects.filter(pk__in=[r.pk for r in letters if r.pk not in kept]).delete()
        MailingLetter.objects.bulk_update(wanted, ["mail"])
    return len(letters)


def _letter(row: MailingLetter, reader: LetterReader, text: LetterText, mailing: Mailing) -> Letter:
    headers = stop_headers(stop_link(reader, row.language), mailing.network)
    if text.reply_to:
        headers["Reply-To"] = text.reply_to
    return Letter(reader.address, row.language, text.for_reader(reader, row.language), headers)
