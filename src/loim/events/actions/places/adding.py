"""One more person comes with a registration that is there."""

from dataclasses import dataclass
from datetime import datetime

from loim.events.actions.places.checks import (
    addresses_taken,
    check_addresses,
    check_size,
    check_window,
)
from loim.events.actions.places.desk import Desk, at_the_desk, check_published
from loim.events.actions.places.editing import ChangeClosed, check_open
from loim.events.actions.places.entering import Newcomers
from loim.events.actions.places.refusals import AlreadyRegistered
from loim.events.actions.places.request import Asking, PersonRequest, RegistrationRequest
from loim.events.actions.places.settling import catch_up
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models import Door, Participant, Registration


@dataclass(frozen=True)
class Addition:
    """`seen`: the largest key of a participant of the registration when the form was opened, so
    that the same form sent twice adds once."""

    person: PersonRequest
    seen: int


def add_person(*, registration: Registration, wanted: Addition, now: datetime) -> Participant:
    """By the link of whoever registered, by the rules for anybody who registers now.

    The others keep what they have. Refused: ChangeClosed, RegistrationClosed, NotOpenYet,
    TooManyInRegistration, TooManyOfOrganisation, AlreadyRegistered, OptionFull, Full,
    EventNotOpen, Busy.
    """
    with at_the_desk(registration.event_id) as desk:
        check_published(desk)
        person = wanted.person
        made = registration.participants.filter(
            pk__gt=wanted.seen, name=person.name, email__iexact=person.email
        )
        if (twin := made.order_by("pk").first()) is not None:
            return twin
        check_open(desk, Door.SELF, now)
        check_window(desk, Door.SELF, now)
        caught = catch_up(desk, now)
        current = Registration.objects.get(pk=registration.pk)
        present = list(current.participants.filter(state__in=sorted(LIVE)).order_by("pk"))
        if not present:  # withdrawn meanwhile: whoever comes registers anew
            raise ChangeClosed
        check_size(desk, Door.SELF, len(present) + 1)
        asking = _asking(desk, current, present, person, now)
        newcomers = Newcomers(desk, caught)
        is_waiting = any(one.state == ParticipantState.WAITING for one in present)
        newcomers.join(current, asking, others_wait=current.comes_whole and is_waiting)
        newcomers.write()
    return current.participants.order_by("-pk")[0]


def _asking(
    desk: Desk,
    current: Registration,
    present: list[Participant],
    person: PersonRequest,
    now: datetime,
) -> Asking:
    request = RegistrationRequest(
        name=current.name,
        email=current.email,
        people=(person,),
        language=current.language,
        user=current.user,
        on_behalf_of=current.on_behalf_of,
        comes_whole=current.comes_whole,
    )
    if person.email and person.email.lower() in {one.email.lower() for one in present}:
        raise AlreadyRegistered(email=person.email)
    again = check_addresses(Door.SELF, request, addresses_taken(desk, request.people))
    return Asking(request, Door.SELF, None, now, named_again=again)
