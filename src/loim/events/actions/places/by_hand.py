"""What the organiser decides about somebody's place: always with a written reason."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.places.changing import Move, StepNotPossible, change_states
from loim.events.actions.places.desk import Desk, at_the_desk, check_published
from loim.events.actions.places.refusals import Full
from loim.events.actions.places.settling import catch_up
from loim.events.logic.participant_states import HOLDING, LIVE, ParticipantState
from loim.events.logic.places.reasons import Reason
from loim.events.models import Event, EventStatus, Participant
from loim.events.permissions import may_change_event
from loim.events.queries.places.people import in_queue_order
from loim.events.queries.places.replacing import was_drawn
from loim.people.models import User

S = ParticipantState


class ReasonMissing(Refusal):
    message = _("Write the reason: it is shown to the person whose place it is.")


class LotDecides(Refusal):
    """After a draw the queue has no order that anybody goes by."""

    message = _(
        "Whoever is called for a free place is drawn by lot, so there is no order to change. Give"
        " this person a place yourself, or put them on the waiting list until you decide."
    )


class NoPlaceLeft(Full):
    """More people than free places; nobody is admitted."""

    message = _(
        "There are fewer free places than people you chose. Add places in the settings of"
        " registration, or choose fewer people."
    )


def admit_by_hand(
    *, participants: Iterable[Participant], note: str, by: User, now: datetime
) -> list[Participant]:
    """Out of turn and past the rules of representation, but never past the last place.

    Raises ReasonMissing, NoPlaceLeft, StepNotPossible, EventNotOpen, Busy, PermissionDenied.
    """
    return _admit(participants, Reason.BY_HAND, _written(note), by, now)


def approve(
    *, participants: Iterable[Participant], note: str = "", by: User, now: datetime
) -> list[Participant]:
    """Where the organiser decides: those who applied get a place. Refusals as `admit_by_hand`."""
    return _admit(participants, Reason.APPROVED, note.strip(), by, now)


def _admit(
    participants: Iterable[Participant], reason: Reason, note: str, by: User, now: datetime
) -> list[Participant]:
    with _turn(participants, by) as (desk, wanted):
        if desk.event.status != EventStatus.HELD:  # whoever waits may come to the door
            check_published(desk)
        caught = catch_up(desk, now)
        people = _now(wanted)
        entering = [person for person in people if person.state not in HOLDING]
        capacity = caught.rules.capacity
        if capacity is not None and caught.tally.total + len(entering) > capacity:
            raise NoPlaceLeft
        moving = [person for person in people if person.state != S.ADMITTED]
        change_states(
            [Move(person, S.ADMITTED, reason, note=note) for person in moving], by=by, now=now
        )
    return people


def move_to_waiting(
    *,
    participants: Iterable[Participant],
    note: str,
    is_held_back: bool = False,
    by: User,
    now: datetime,
) -> list[Participant]:
    """Onto the waiting list, to the end of it; their places go to whoever is next.

    `is_held_back`: free places pass them until the organiser decides. Refusals as
    `admit_by_hand`.
    """
    note = _written(note)
    with _turn(participants, by) as (desk, people):
        check_published(desk)
        change_states(
            [Move(person, S.WAITING, Reason.MOVED_BACK, note=note) for person in people],
            by=by,
            now=now,
        )
        Participant.objects.filter(pk__in=[person.pk for person in people]).update(
            queued_at=now, queue_number=None, is_held_back=is_held_back
        )
        catch_up(desk, now)
    return _now(people)


def refuse(
    *, participants: Iterable[Participant], note: str, by: User, now: datetime
) -> list[Participant]:
    """They get no place, or lose the one they have; it goes to whoever is next."""
    note = _written(note)
    with _turn(participants, by) as (desk, people):
        change_states(
            [
                Move(
                    person,
                    S.CANCELLED if person.state == S.ADMITTED else S.DECLINED,
                    Reason.REFUSED,
                    note=note,
                )
                for person in people
                if person.state in LIVE
            ],
            by=by,
            now=now,
        )
        catch_up(desk, now)
    return people


def reorder(
    *, event: Event, participant: Participant, position: int, note: str, by: User, now: datetime
) -> None:
    """Put somebody who waits at `position` (from 1) of the queue; the others keep their order.

    Whoever was held back is in the queue again. Refusals as `admit_by_hand`, and LotDecides.
    """
    note = _written(note)
    with _turn([participant], by) as (desk, [person]):
        if person.event_id != event.pk:
            raise ValueError("a participant of the event")
        if person.state != S.WAITING:
            raise StepNotPossible
        if was_drawn(desk.event):
            raise LotDecides
        queue = in_queue_order(Participant.objects.filter(event=desk.event, state=S.WAITING))
        others = list(queue.exclude(pk=person.pk))
        others.insert(max(position, 1) - 1, person)
        for number, row in enumerate(others, 1):
            row.queue_number = number
        person.is_held_back = False
        Participant.objects.bulk_update(others, ["queue_number", "is_held_back"])
        change_states([Move(person, S.WAITING, Reason.MOVED_IN_QUEUE, note=note)], by=by, now=now)
        catch_up(desk, now)


def _written(note: str) -> str:
    if not note.strip():
        raise ReasonMissing
    return note.strip()


@contextmanager
def _turn(
    participants: Iterable[Participant], by: User
) -> Iterator[tuple[Desk, list[Participant]]]:
    """The desk and the people as they are now, for whoever may change the event."""
    wanted = list(participants)
    if not wanted:
        raise ValueError("nobody was chosen")
    with at_the_desk(wanted[0].event_id) as desk:
        if not may_change_event(by, desk.event):
            raise PermissionDenied
        people = _now(wanted)
        if any(person.event_id != desk.event.pk for person in people):
            raise ValueError("participants of one event")
        yield desk, people


def _now(people: Sequence[Participant]) -> list[Participant]:
    rows = Participant.objects.filter(pk__in=[person.pk for person in people])
    return list(rows.select_related("registration").order_by("pk"))
