"""Somebody registers with an address that is on the list already: letters tell, pages do not."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from loim.common.mail import queue_mail
from loim.common.models import OutgoingMail
from loim.common.refusals import Refusal
from loim.events.actions.places.registering import register_all
from loim.events.actions.places.request import RegistrationRequest
from loim.events.logic.participant_states import LIVE
from loim.events.models import Door, Event, Participant
from loim.events.queries.registration.own_link import own_link_for

KNOWN = "registration_known"
NAMED_AGAIN = "registration_named_again"
NOT_MADE = "registration_not_made"
# To one address in an hour, so that nobody's letter box is filled by somebody else.
MOST_LETTERS, WITHIN = 3, timedelta(hours=1)


def answer_known_address(
    *, event: Event, request: RegistrationRequest, known: str, now: datetime
) -> Participant | None:
    """Nothing is registered; `known`, who is on the list, is sent the link of what they have.

    Whoever registered somebody else learns by a letter that nothing was registered. Returns
    the place, and writes no letter, where it is that of whoever is signed in.
    """
    person = (
        Participant.objects.filter(event=event, email__iexact=known, state__in=LIVE)
        .select_related("registration__event", "event")
        .order_by("pk")
        .first()
    )
    if person is None:  # withdrawn in this moment
        return None
    is_themselves = known.lower() == request.email.lower()
    if is_themselves and request.user is not None:
        return person
    with transaction.atomic():
        _write(person, KNOWN if is_themselves else NAMED_AGAIN, request, now)
        if not is_themselves and request.user is None:
            _tell_registrant(event, request, now)
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


def _write(person: Participant, template: str, request: RegistrationRequest, now: datetime) -> None:
    if _has_enough(person.email, template, now):
        return
    queue_mail(
        to=person.email,
        template=template,
        language=person.language,
        context={
            "title": person.event.text("title", person.language),
            "link": own_link_for(person),
            "by": request.name,
            "others": len(request.people) > 1,
        },
    )


def _tell_registrant(event: Event, request: RegistrationRequest, now: datetime) -> None:
    if _has_enough(request.email, NOT_MADE, now):
        return
    with translation.override(request.language):
        link = settings.BASE_URL + reverse("event-register", args=[event.pk])
    queue_mail(
        to=request.email,
        template=NOT_MADE,
        language=request.language,
        context={"title": event.text("title", request.language), "register_link": link},
    )


def _has_enough(address: str, template: str, now: datetime) -> bool:
    sent = OutgoingMail.objects.filter(
        to__iexact=address, template=template, queued_at__gt=now - WITHIN
    )
    return sent.count() >= MOST_LETTERS
