"""What a worker does with `tell_of_places`: one letter to each who was not told yet.

A `Notice` of the kind `place` says that a decision was told; its number is made of the
decision's key. It is written together with the letter, so a worker that falls between the
two leaves neither, and one that runs twice writes once.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog
from django.db import transaction

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.models import OutgoingMail
from loim.events.actions.registration.letter_texts import TEMPLATE, News, letters_about
from loim.events.logic.place_letters import letter_for
from loim.events.models import Decision, Notice, NoticeKind, Participant, Registration
from loim.events.queries.registration.own_link import LinkLost, new_key_hash, own_key_of

log = structlog.get_logger()


def write_place_letters(*, registrations: Iterable[int], now: datetime) -> None:
    """Each registration by itself."""
    for key in registrations:
        with transaction.atomic():
            _write(key, now)


def _write(key: int, now: datetime) -> None:
    registration = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("event__organiser")
        .filter(pk=key)
        .first()
    )
    if registration is None:  # erased meanwhile
        return
    news = _untold(registration)
    if not news:
        return
    _keep_link_alive(registration)
    letters = letters_about(registration, news)
    mails = [_queued(letter, until, now) for letter, _people, until in letters]
    told: dict[int, OutgoingMail] = {}
    for mail, (_letter, people, _until) in zip(mails, letters, strict=True):
        for person in people:
            told.setdefault(person, mail)
    Notice.objects.bulk_create(
        Notice(
            participant=item.participant,
            kind=NoticeKind.PLACE,
            number=item.number,
            mail=told.get(item.participant.pk),
            queued_at=now,
        )
        for item in news
    )


def _keep_link_alive(registration: Registration) -> None:
    """Under a SECRET_KEY that is no longer known nobody can write the link again: a new one."""
    try:
        own_key_of(registration)
    except LinkLost:
        registration.key_hash = new_key_hash(registration.submission)
        registration.save(update_fields=["key_hash"])
        log.warning("registration.link_renewed", registration=registration.pk)


def _queued(letter: Letter, until: datetime, now: datetime) -> OutgoingMail:
    [mail] = queue_letters([letter], template=TEMPLATE, useful_until=until, now=now)
    return mail


def _untold(registration: Registration) -> Sequence[News]:
    """Of each person the latest decision, unless they were told of it or need not be."""
    is_confirmed = registration.confirmed_at is not None
    latest = list(
        Decision.objects.filter(participant__registration=registration)
        .select_related("participant")
        .order_by("participant", "-at", "-pk")
        .distinct("participant")
    )
    told = set(
        Notice.objects.filter(
            participant__registration=registration, kind=NoticeKind.PLACE
        ).values_list("participant", "number")
    )
    news = []
    for decision in latest:
        person: Participant = decision.participant
        person.registration = registration
        kind = letter_for(state=person.state, reason=decision.reason, is_confirmed=is_confirmed)
        number = _number(decision, is_confirmed=is_confirmed)
        if kind is not None and (person.pk, number) not in told:
            news.append(News(person, kind, number))
    return news


def _number(decision: Decision, *, is_confirmed: bool) -> int:
    """Whoever confirms their address is told of the same decision once more, as it counts now."""
    return 2 * decision.pk + is_confirmed
