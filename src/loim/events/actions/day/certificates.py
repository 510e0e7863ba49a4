"""Certificates of participation: issued to all who came, withdrawn, issued again."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from loim.common.refusals import Refusal
from loim.events.actions.day.letters import write_letters
from loim.events.logic.day.certificate_code import BITS, certificate_code
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Certificate, Event, EventStatus, NoticeKind, Participant
from loim.events.permissions import may_change_event
from loim.events.queries.day.certificate_document import address_of
from loim.events.queries.day.certificates import ISSUE_TASK, without_certificate
from loim.events.queries.day.hours import hours_of
from loim.events.queries.day.letter_texts import DayText
from loim.people.models import User

AT_ONCE = 100
# What is written of a certificate in whose place there is a new one; for programs.
REPLACED = "replaced"


class NotHeldYet(Refusal):
    message = _("Certificates are issued when the event has been held.")


class NobodyToIssueTo(Refusal):
    message = _("Everybody who came has a certificate already, or nobody was checked in.")


class ReasonMissing(Refusal):
    message = _("Write why the certificate is withdrawn.")


class NotWithdrawable(Refusal):
    message = _("This certificate has been withdrawn already.")


class NotIssuable(Refusal):
    message = _("Only whoever took part in the event can have its certificate.")


def order_certificates(*, event: Event, by: User, now: datetime) -> int:
    """For everybody who came and has none: a worker issues them and writes to them.

    Returns how many there will be. Refused: NotHeldYet, NobodyToIssueTo, PermissionDenied.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    if event.status != EventStatus.HELD:
        raise NotHeldYet
    number = without_certificate(event).count()
    if not number:
        raise NobodyToIssueTo
    with transaction.atomic():
        app.configure_task(ISSUE_TASK).defer(event_id=event.pk)
    return number


def issue_ordered(*, event_id: int, now: datetime) -> int:
    """What a worker does; safe to run again, and twice at once. Parts of it stay when it falls."""
    event = Event.objects.select_related("organiser").get(pk=event_id)
    issued = 0
    while done := _issue_some(event, now):
        issued += done
    with_paper = event.participants.filter(certificate__withdrawn_at=None).exclude(certificate=None)
    _tell(event, with_paper.values_list("pk", flat=True), number=0, now=now)
    return issued


def _issue_some(event: Event, now: datetime) -> int:
    with _one_at_a_time(event):
        people = list(without_certificate(event).order_by("name", "pk")[:AT_ONCE])
        _issue(event, people, now)
    return len(people)


def _issue(event: Event, people: Sequence[Participant], now: datetime) -> list[Certificate]:
    hours = hours_of(event, people)
    return Certificate.objects.bulk_create(
        Certificate(
            participant=person,
            event=event,
            code=certificate_code(secrets.randbits(BITS)),
            name=person.name,
            language=person.language,
            hours=hours[person.pk],
            issued_at=now,
        )
        for person in people
    )


def withdraw_certificate(*, certificate: Certificate, reason: str, by: User, now: datetime) -> None:
    """Whoever checks it is told so from now on. Refused: ReasonMissing, NotWithdrawable."""
    if not may_change_event(by, certificate.event):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    withdrawn = Certificate.objects.filter(pk=certificate.pk, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason.strip()
    )
    if not withdrawn:
        raise NotWithdrawable


def reissue_certificate(*, certificate: Certificate, by: User, now: datetime) -> Certificate:
    """A new one with a new code and the name as it is now; the old one is withdrawn and names
    nobody any more. Its owner is written to. Refused: NotIssuable, PermissionDenied.
    """
    event = certificate.event
    if not may_change_event(by, event):
        raise PermissionDenied
    with _one_at_a_time(event):
        old = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if old.participant_id is None:  # somebody was quicker
            raise NotIssuable
        person = Participant.objects.get(pk=old.participant_id)
        if person.state != ParticipantState.ATTENDED or person.erased_at:
            raise NotIssuable
        if old.withdrawn_at is None:
            old.withdrawn_at, old.withdrawn_by, old.withdrawn_reason = now, by, REPLACED
        old.participant, old.name = None, ""
        old.save()
        [new] = _issue(event, [person], now)
        _tell(event, [person.pk], number=new.pk, now=now)
    return new


def _tell(event: Event, people: Iterable[int], *, number: int, now: datetime) -> int:
    def line(person: Participant, language: str) -> str:
        certificate = person.certificate
        return f"{certificate.name}: {address_of(certificate)}"

    return write_letters(
        event=event,
        people=event.participants.filter(pk__in=people).select_related("certificate"),
        kind=NoticeKind.CERTIFICATE,
        number=number,
        text=DayText(event, "event_certificate", lines=line),
        now=now,
    )


@contextmanager
def _one_at_a_time(event: Event) -> Iterator[None]:
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        yield
