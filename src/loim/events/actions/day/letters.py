"""Letters of the day: once to each participant, in their language, one for each address."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import QuerySet

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import MailText
from loim.common.models import OutgoingMail
from loim.events.models import Event, Notice, Participant
from loim.events.queries.registrants.recipients import reachable

AT_ONCE = 200


class LetterText(Protocol):
    template: str
    useful_until: datetime | None

    def prepare(self, people: Sequence[Participant]) -> None:
        """Make what their letters will say, in the same transaction."""

    def for_readers(self, people: Sequence[Participant], language: str) -> MailText:
        """One letter to people who share an address."""


def write_letters(
    *,
    event: Event,
    people: QuerySet[Participant],
    kind: str,
    number: int = 0,
    text: LetterText,
    now: datetime,
) -> int:
    """How many participants were written to. Safe to run again, and twice at once.

    Whoever has a notice of this kind and number is left out, and so is who was erased or
    never confirmed the address.
    """
    told = Notice.objects.filter(kind=kind, number=number, participant__event=event)
    waiting = reachable(people.filter(event=event, erased_at=None)).exclude(
        pk__in=told.values("participant")
    )
    rows = waiting.select_related("registration", "event").order_by("registration", "address", "pk")
    written = 0
    while True:
        with transaction.atomic():
            # One at a time; the next one finds the notices of this one.
            Event.objects.select_for_update(no_key=True).get(pk=event.pk)
            some = list(rows[:AT_ONCE])
            if not some:
                return written
            mails = _queue(some, text, now)
            Notice.objects.bulk_create(
                Notice(participant=reader, kind=kind, number=number, mail=mail, queued_at=now)
                for mail, readers in mails
                for reader in readers
            )
        written += len(some)


def _queue(
    people: Sequence[Participant], text: LetterText, now: datetime
) -> list[tuple[OutgoingMail, list[Participant]]]:
    """Each letter with its readers: those of one registration who share an address."""
    text.prepare(people)
    groups: dict[tuple[int, str, str], list[Participant]] = {}
    for person in people:
        address: str = person.address  # type: ignore[attr-defined]  # annotated
        groups.setdefault((person.registration_id, address, person.language), []).append(person)
    letters = [
        Letter(_as_written(readers[0]), language, text.for_readers(readers, language))
        for (_registration, _address, language), readers in groups.items()
    ]
    mails = queue_letters(letters, template=text.template, useful_until=text.useful_until, now=now)
    return list(zip(mails, groups.values(), strict=True))


def _as_written(person: Participant) -> str:
    return person.email or person.registration.email
