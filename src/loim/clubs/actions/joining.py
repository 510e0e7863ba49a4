"""Becoming a regular of a club, waiting for a place, and leaving.

Whoever writes an address into the public form learns nothing about it: what became of it is
told to that address alone.
"""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.letters import write_on_request, write_to
from loim.clubs.actions.settling import (
    CONFIRM_WITHIN,
    PersonStepNotPossible,
    give_place_or_queue,
    offer_free_places,
    take,
)
from loim.clubs.logic.person_states import LIVE, PersonState, PersonStep
from loim.clubs.models import Club, ClubPerson, ClubStatus
from loim.clubs.permissions import may_run_club
from loim.clubs.queries.own_link import person_key_hash
from loim.common.refusals import Refusal
from loim.people.models import User


class ClubNotOpen(Refusal):
    message = _("Nobody can join this club now. Its page says when it goes on.")


class OfferOver(Refusal):
    message = _("The time to accept this place is over, so it went to the next person.")


def ask_to_join(
    *,
    club: Club,
    name: str,
    email: str,
    language: str,
    is_proved: bool = False,
    now: datetime,
) -> ClubPerson:
    """`is_proved`: the address is the account's own. Otherwise nothing counts until the link in
    the letter is opened and confirmed. Somebody who is in already gets their link once more.

    Refused: ClubNotOpen, Busy.
    """
    with at_the_desk(club.pk) as current:
        if current.status != ClubStatus.OPEN:
            raise ClubNotOpen
        offer_free_places(current, now=now)  # those who wait come first
        person = found_or_new(current, name=name, email=email, language=language, now=now)
        if person.state in LIVE:
            write_on_request(person, "club_known", now=now)
        elif is_proved:
            give_place_or_queue(current, person, now=now)
        else:
            person.confirm_by = now + CONFIRM_WITHIN
            take(person, PersonStep.ASK, now=now)
            write_on_request(person, "club_confirm", now=now)
    return person


def confirm(*, person: ClubPerson, now: datetime) -> ClubPerson:
    """The address is theirs: a place, or the queue. Pressed twice it changes nothing more.

    Refused: ClubNotOpen; PersonStepNotPossible after the time to confirm.
    """
    with at_the_desk(person.club_id) as club:
        current = _locked(person)
        if current.state in LIVE:
            return current
        if club.status != ClubStatus.OPEN:
            raise ClubNotOpen
        offer_free_places(club, now=now)
        current = _locked(person)
        if current.state != PersonState.PENDING:
            raise PersonStepNotPossible
        give_place_or_queue(club, current, now=now)
    return current


def accept_offer(*, person: ClubPerson, now: datetime) -> ClubPerson:
    """Refused: OfferOver. An accepted offer accepted again stays so."""
    with at_the_desk(person.club_id):
        current = _locked(person)
        if current.state == PersonState.REGULAR:
            return current
        if current.offer_expires_at is None or current.offer_expires_at <= now:
            raise OfferOver
        take(current, PersonStep.ACCEPT, now=now)
        write_to(current, "club_place")
    return current


def decline_offer(*, person: ClubPerson, now: datetime) -> ClubPerson:
    """The place is offered to the next at once."""
    with at_the_desk(person.club_id) as club:
        current = _locked(person)
        if current.state == PersonState.LEFT:
            return current
        take(current, PersonStep.DECLINE, now=now)
        offer_free_places(club, now=now)
    return current


def leave_club(*, person: ClubPerson, now: datetime) -> ClubPerson:
    """By their own link or account, whatever they were there. The place is offered on."""
    with at_the_desk(person.club_id) as club:
        current = _locked(person)
        if current.state == PersonState.LEFT:
            return current
        take(current, PersonStep.LEAVE, now=now)
        offer_free_places(club, now=now)
    return current


def add_regular(
    *, club: Club, name: str, email: str, language: str, by: User, now: datetime
) -> ClubPerson:
    """By whoever runs the club: a place, or the queue, as for everybody."""
    with at_the_desk(club.pk) as current:
        _check(current, by)
        offer_free_places(current, now=now)
        person = found_or_new(current, name=name, email=email, language=language, now=now)
        if person.state not in LIVE:
            give_place_or_queue(current, person, now=now)
    return person


def give_place(*, person: ClubPerson, by: User, now: datetime) -> ClubPerson:
    """Past the queue and, where need be, beyond the places: whoever runs the club decides."""
    with at_the_desk(person.club_id) as club:
        _check(club, by)
        current = _locked(person)
        step = PersonStep.ACCEPT if current.state == PersonState.OFFERED else PersonStep.ADMIT
        take(current, step, now=now)
        write_to(current, "club_place")
    return current


def take_off(*, person: ClubPerson, by: User, now: datetime) -> ClubPerson:
    """Off the list of regulars or the waiting list, and told so."""
    with at_the_desk(person.club_id) as club:
        _check(club, by)
        current = _locked(person)
        if current.state in LIVE:
            write_to(current, "club_taken_off")
        take(current, PersonStep.LEAVE, now=now)
        offer_free_places(club, now=now)
    return current


def found_or_new(club: Club, *, name: str, email: str, language: str, now: datetime) -> ClubPerson:
    """The person of this address at the club; a guest who is new where there is none.

    At the desk. A name that is there already is not overwritten by whoever knows the address.
    """
    person = (
        ClubPerson.objects.select_related("club").filter(club=club, email__iexact=email).first()
        if email
        else None
    )
    if person is not None:
        if person.state in (PersonState.LEFT, PersonState.PENDING):
            person.name, person.language = name, language
        return person
    seed = uuid.uuid4()
    return ClubPerson.objects.create(
        club=club,
        name=name,
        email=email,
        language=language,
        state=PersonState.GUEST,
        state_at=now,
        seed=seed,
        key_hash=person_key_hash(seed),
        created_at=now,
    )


def _check(club: Club, by: User) -> None:
    if not may_run_club(by, club):
        raise PermissionDenied


def _locked(person: ClubPerson) -> ClubPerson:
    return (
        ClubPerson.objects.select_related("club").select_for_update(of=("self",)).get(pk=person.pk)
    )
