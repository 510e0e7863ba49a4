"""Somebody registers anew with their own address: a letter tells, the page does not."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from loim.common.mail import queue_mail
from loim.common.models import OutgoingMail
from loim.common.refusals import Refusal
from loim.events.actions.places.registering import register_all
from loim.events.actions.places.request import RegistrationRequest
from loim.events.logic.participant_states import LIVE
from loim.events.models import Door, Event, Participant
from loim.events.queries.registration.own_link import own_link_for

KNOWN = "registration_known"
# To one address in an hour, so that nobody's letter box is filled by somebody else.
MOST_LETTERS, WITHIN = 3, timedelta(hours=1)


def answer_known_address(
    *, event: Event, request: RegistrationRequest, now: datetime
) -> Participant | None:
    """Whoever registers with their own address again is sent the link of what they have.

    Nothing is registered. Returns the place, and writes no letter, where whoever is signed in
    has it.
    """
    person = (
        Participant.objects.filter(event=event, email__iexact=request.email, state__in=LIVE)
        .select_related("registration__event", "event")
        .order_by("is_named_again", "pk")
        .first()
    )
    if person is None:  # withdrawn in this moment
        return None
    if request.user is not None:
        return person
    with transaction.atomic():
        _write(person, request, now)
    return None


def refusal_of_all(*, event: Event, request: RegistrationRequest, now: datetime) -> Refusal | None:
    """What anybody would be refused who sends this form, whoever is registered.

    A full event or answer would else tell who is on the list: they alone were sent a letter.
    It is tried with people without an address, and taken back.
    """
    people = tuple(replace(person, email="") for person in request.people)
    tried = replace(request, people=people, submission=uuid4())
    with transaction.atomic():
        try:
            register_all(event=event, requests=[tried], door=Door.SELF, by=None, now=now)
        except Refusal as refusal:
            return refusal
        finally:
            transaction.set_rollback(True)
    return None


def _write(person: Participant, request: RegistrationRequest, now: datetime) -> None:
    if _has_enough(person.email, now):
        return
    queue_mail(
        to=person.email,
        template=KNOWN,
        language=person.language,
        context={
            "title": person.event.text("title", person.language),
            "link": own_link_for(person),
            "others": len(request.people) > 1,
        },
    )


def _has_enough(address: str, now: datetime) -> bool:
    sent = OutgoingMail.objects.filter(
        to__iexact=address, template=KNOWN, queued_at__gt=now - WITHIN
    )
    return sent.count() >= MOST_LETTERS
