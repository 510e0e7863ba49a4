"""What a worker does with notices that were written down: one letter to each address."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from loim.common.bulk_mail import Letter, queue_letters
from loim.events.models import Event, Notice
from loim.events.queries.agenda.notice_texts import TEMPLATES, NoticeText
from loim.events.queries.registration.own_link import LinkLost, own_link_for

AT_ONCE = 200
RECENT = timedelta(days=3)  # older ones without a letter had one: mail is erased after a month


def write_notices(*, event_id: int, kind: str, number: int, now: datetime) -> int:
    """Queue the letters that are still to be written; safe to run again, or twice at once."""
    event = Event.objects.get(pk=event_id)
    text = NoticeText(event, kind, number)
    waiting = Notice.objects.filter(
        participant__event=event_id, kind=kind, number=number, mail=None
    )
    written = 0
    while done := _write_some(waiting, text, now):
        written += done
    return written


def write_forgotten_notices(*, now: datetime) -> None:
    """Of a worker that fell in the middle: the letters that it did not write."""
    left = (
        Notice.objects.filter(mail=None, kind__in=TEMPLATES)
        .filter(queued_at__gt=now - RECENT, queued_at__lt=now - timedelta(minutes=5))
        .order_by("participant__event", "kind", "number")
        .values_list("participant__event", "kind", "number")
        .distinct()
    )
    for event_id, kind, number in left:
        write_notices(event_id=event_id, kind=kind, number=number, now=now)


def _write_some(waiting: QuerySet[Notice], text: NoticeText, now: datetime) -> int:
    """Of several people who were registered from one address it gets one letter."""
    with transaction.atomic():
        notices = list(
            waiting.select_for_update(skip_locked=True, of=("self",))
            .select_related("participant__registration")
            .order_by("participant__registration", "pk")[:AT_ONCE]
        )
        letters: dict[tuple[int, str, str], Letter] = {}
        places: list[tuple[Notice, tuple[int, str, str]]] = []
        unreachable: list[int] = []
        for notice in notices:
            person = notice.participant
            address = person.email or person.registration.email
            if not address:  # erased in between
                unreachable.append(notice.pk)
                continue
            key = (person.registration_id, address.lower(), person.language)
            if key not in letters:
                words = text.for_reader(person.language, _link(notice, text))
                letters[key] = Letter(address, person.language, words)
            places.append((notice, key))
        mails = queue_letters(
            list(letters.values()),
            template=text.template,
            useful_until=text.useful_until,
            now=now,
        )
        by_key = dict(zip(letters, mails, strict=True))
        for notice, key in places:
            notice.mail = by_key[key]
        Notice.objects.bulk_update([notice for notice, _key in places], ["mail"])
        Notice.objects.filter(pk__in=unreachable).delete()
    return len(notices)


def _link(notice: Notice, text: NoticeText) -> str:
    person = notice.participant
    try:
        return own_link_for(person, person.language)
    except LinkLost:
        return text.public_link(person.language)
