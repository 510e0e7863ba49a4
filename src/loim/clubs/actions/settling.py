"""Who has a place at a club changes at its desk, and freed places go to those who wait."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.letters import write_to
from loim.clubs.logic.person_states import (
    HOLDING,
    PersonState,
    PersonStep,
    free_places,
    may_enter_at_once,
    state_after,
)
from loim.clubs.models import Club, ClubPerson, ClubStatus
from loim.common.refusals import Refusal

OFFER_KEPT = timedelta(days=3)
CONFIRM_WITHIN = timedelta(days=2)


class PersonStepNotPossible(Refusal):
    message = _("This cannot be done any more: how things stand has changed. Look again.")


def people_with_a_place(club: Club) -> int:
    return ClubPerson.objects.filter(club=club, state__in=sorted(HOLDING)).count()


def people_waiting(club: Club) -> int:
    return ClubPerson.objects.filter(club=club, state=PersonState.WAITING).count()


def give_place_or_queue(club: Club, person: ClubPerson, *, now: datetime) -> None:
    """A place where one is free and nobody waits; otherwise the end of the queue.

    At the desk. Whoever counted before the lock was given could count wrong.
    """
    held, waiting = people_with_a_place(club), people_waiting(club)
    if may_enter_at_once(club.capacity, held, waiting):
        take(person, PersonStep.ADMIT, now=now)
        write_to(person, "club_place")
    else:
        person.queued_at = now
        take(person, PersonStep.QUEUE, now=now)
        write_to(person, "club_waiting")


def take(person: ClubPerson, step: PersonStep, *, now: datetime) -> None:
    """Raises PersonStepNotPossible where the step does not lead on."""
    state = state_after(person.state, step)
    if state is None:
        raise PersonStepNotPossible
    person.state, person.state_at = state.value, now
    if state != PersonState.PENDING:
        person.confirm_by = None
    if state != PersonState.OFFERED:
        person.offer_expires_at = None
    if state not in (PersonState.WAITING, PersonState.OFFERED):
        person.queued_at = None
    person.save()


def offer_free_places(club: Club, *, now: datetime) -> int:
    """What is due, at the desk: expired offers end, and free places are offered in turn."""
    _expire(club, now)
    if club.status != ClubStatus.OPEN:
        return 0
    free = free_places(club.capacity, people_with_a_place(club))
    queue = ClubPerson.objects.filter(club=club, state=PersonState.WAITING).select_related("club")
    first = list(queue.order_by("queued_at", "pk")[: free if free is not None else None])
    for person in first:
        person.offer_expires_at = now + OFFER_KEPT
        take(person, PersonStep.OFFER, now=now)
        write_to(person, "club_offer")
    return len(first)


def settle_club(*, club_id: int, now: datetime) -> None:
    with at_the_desk(club_id) as club:
        offer_free_places(club, now=now)


def settle_what_is_due(*, now: datetime) -> int:
    """Time alone ends offers and unconfirmed applications. The number of clubs looked at."""
    due = ClubPerson.objects.filter(
        Q(state=PersonState.OFFERED, offer_expires_at__lte=now)
        | Q(state=PersonState.PENDING, confirm_by__lte=now)
    )
    clubs = sorted(set(due.values_list("club", flat=True)))
    for club in clubs:
        settle_club(club_id=club, now=now)
    return len(clubs)


def _expire(club: Club, now: datetime) -> None:
    people = ClubPerson.objects.filter(club=club).select_related("club")
    for person in people.filter(state=PersonState.OFFERED, offer_expires_at__lte=now):
        take(person, PersonStep.EXPIRE, now=now)
        write_to(person, "club_offer_over")
    for person in people.filter(state=PersonState.PENDING, confirm_by__lte=now):
        take(person, PersonStep.EXPIRE, now=now)
