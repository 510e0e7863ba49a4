"""What a worker does with a message: one letter to each address, in batches."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.models import OutgoingMail
from loim.events.models import Message, Notice, Participant
from loim.events.queries.registrants.message_texts import TEMPLATE, MessageText
from loim.events.queries.registrants.recipients import ADDRESS

AT_ONCE = 200
# Older ones without a letter had one: mail is erased after a month.
RECENT = timedelta(days=3)


def write_message_letters(*, message_id: int, now: datetime) -> int:
    """Queue the letters that are still to be written; safe to run again, or twice at once."""
    written = 0
    while done := _write_some(message_id, now):
        written += done
    return written


def write_forgotten_messages(*, now: datetime) -> None:
    """Of a worker that fell in the middle: the letters that it did not write."""
    left = (
        Notice.objects.filter(mail=None, message__isnull=False)
        .filter(queued_at__gt=now - RECENT, queued_at__lt=now - timedelta(minutes=5))
        .order_by("message")
        .values_list("message", flat=True)
        .distinct()
    )
    for message_id in left:
        if message_id is not None:
            write_message_letters(message_id=message_id, now=now)


def _write_some(message_id: int, now: datetime) -> int:
    with transaction.atomic():
        # One worker at a time, so that people who share an address are written to once.
        message = (
            Message.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("event__organiser")
            .filter(pk=message_id, sent_at__gt=now - RECENT)
            .first()
        )
        if message is None:
            return 0
        notices = _next(message)
        text = MessageText(message.event, message)
        people = _people(notices)
        addresses = {person.address for person in people.values()}  # type: ignore[attr-defined]
        mails: dict[str, OutgoingMail | None] = dict(_written(message, addresses))
        letters: dict[str, Letter] = {}
        for person in people.values():
            address: str = person.address  # type: ignore[attr-defined]
            if address and address not in mails and address not in letters:
                to = person.email or person.registration.email
                letters[address] = Letter(to, person.language, text.for_reader(person))
        queued = queue_letters(list(letters.values()), template=TEMPLATE, now=now)
        mails.update(zip(letters, queued, strict=True))
        unreachable = []
        for notice in notices:
            address = people[notice.participant_id].address  # type: ignore[attr-defined]
            notice.mail = mails.get(address)
            if notice.mail is None:  # erased in between
                unreachable.append(notice.pk)
        Notice.objects.bulk_update(notices, ["mail"])
        Notice.objects.filter(pk__in=unreachable).delete()
    return len(notices)


def _next(message: Message) -> list[Notice]:
    waiting = Notice.objects.filter(message=message, mail=None).order_by("pk")
    return list(waiting.select_for_update(of=("self",))[:AT_ONCE])


def _people(notices: list[Notice]) -> dict[int, Participant]:
    rows: QuerySet[Participant] = Participant.objects.filter(
        pk__in=[notice.participant_id for notice in notices]
    )
    return {
        person.pk: person
        for person in rows.select_related("registration").annotate(address=ADDRESS).order_by("pk")
    }


def _written(message: Message, addresses: set[str]) -> dict[str, OutgoingMail]:
    """Letters of this message that went to one of these addresses in an earlier batch."""
    letters = Notice.objects.filter(message=message, mail__isnull=False).values("mail")
    rows = OutgoingMail.objects.alias(address=Lower("to"))
    return {
        mail.to.lower(): mail for mail in rows.filter(pk__in=letters, address__in=sorted(addresses))
    }
