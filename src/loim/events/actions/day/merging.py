"""What phones have gathered without a network is merged, each thing once, and answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from loim.common.refusals import Refusal
from loim.events.actions.day.check_in import check_in, undo_check_in
from loim.events.actions.day.scans import Found, Scan
from loim.events.actions.day.walk_in import LetIn, NoFreePlace, WalkIn, add_walk_in, let_in
from loim.events.actions.places import Busy, ReasonMissing
from loim.events.actions.steps import StepNotPossible
from loim.events.logic.day.outcomes import Outcome
from loim.events.models import Event
from loim.people.models import User
from loim.programmes.actions.corrections import PeriodLocked

# About the event as a whole: the phone keeps what it has and tries again, or a person acts.
ABOUT_ALL = (Busy, PeriodLocked, StepNotPossible)


@dataclass(frozen=True)
class Answered:
    """`message` says why a person at the door could not be taken."""

    found: Found
    message: str = ""


def merge(
    *,
    event: Event,
    scans: Sequence[Scan],
    walk_ins: Sequence[WalkIn],
    let_ins: Sequence[LetIn],
    undone: Sequence[UUID],
    by: User,
    now: datetime,
) -> list[Answered]:
    """An answer to each, undone check-ins without one. Sent again, it changes nothing more.

    Refused: as `check_in`. What was merged before a refusal stays merged.
    """
    answers: list[Answered] = []
    if scans:
        found = check_in(event=event, scans=scans, by=by, now=now)
        answers += [Answered(one) for one in found]
    for newcomer in walk_ins:
        adds = partial(add_walk_in, event=event, newcomer=newcomer, by=by, now=now)
        answers.append(_answered(newcomer.scan, adds))
    for person in let_ins:
        lets = partial(let_in, event=event, person=person, by=by, now=now)
        answers.append(_answered(person.scan, lets))
    if undone:
        undo_check_in(event=event, scans=undone, by=by, now=now)
    return answers


def _answered(scan: UUID, do: Callable[[], Found]) -> Answered:
    try:
        return Answered(do())
    except ABOUT_ALL:
        raise
    except (NoFreePlace, ReasonMissing) as refusal:
        return Answered(Found(scan, Outcome.FULL), str(refusal))
    except Refusal as refusal:
        return Answered(Found(scan, Outcome.REFUSED), str(refusal))
