"""Who was there: their place is what it was, only what became of it is written down."""

from collections.abc import Iterable
from datetime import datetime

from loim.events.actions.places.changing import Move, StepNotPossible, change_states
from loim.events.actions.places.desk import at_the_desk
from loim.events.logic.participant_states import ParticipantState
from loim.events.logic.places.reasons import Reason
from loim.events.models import Participant
from loim.people.models import User

S = ParticipantState


def mark_attended(
    *, participants: Iterable[Participant], by: User | None, now: datetime
) -> list[Participant]:
    """Those who hold a place, or were thought absent, were there. Again does no harm.

    An open offer is accepted by coming. Whoever may do this is the caller's matter. Raises
    StepNotPossible for those without a place, Busy.
    """
    return _mark(participants, S.ATTENDED, Reason.CAME, by, now)


def mark_absent(
    *, participants: Iterable[Participant], by: User | None, now: datetime
) -> list[Participant]:
    return _mark(participants, S.ABSENT, Reason.DID_NOT_COME, by, now)


def undo_attendance(
    *, participants: Iterable[Participant], by: User | None, now: datetime
) -> list[Participant]:
    """Neither there nor absent: it was marked by mistake."""
    return _mark(participants, S.ADMITTED, Reason.CORRECTED, by, now)


def _mark(
    participants: Iterable[Participant],
    after: ParticipantState,
    reason: Reason,
    by: User | None,
    now: datetime,
) -> list[Participant]:
    wanted = list(participants)
    if not wanted:
        return []
    with at_the_desk(wanted[0].event_id) as desk:
        rows = Participant.objects.filter(pk__in=[person.pk for person in wanted])
        people = list(rows.filter(event=desk.event).select_related("registration").order_by("pk"))
        if len(people) != len({person.pk for person in wanted}):
            raise StepNotPossible
        offered = [person for person in people if person.state == S.OFFERED]
        if after == S.ATTENDED and offered:
            change_states(
                [Move(person, S.ADMITTED, Reason.ACCEPTED) for person in offered], by=by, now=now
            )
        moving = [person for person in people if person.state != after]
        change_states([Move(person, after, reason) for person in moving], by=by, now=now)
    return people
