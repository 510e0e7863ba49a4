"""Those who come at the same moment are decided about together, by one of them for all.

Whoever decides holds the event's lock until the commit is on the disk, so one at a time
could be no faster than the disk, and each would ask the database the same questions. Of the
threads of this process that want to register for one event, one takes the turn; those that
come meanwhile are the next turn, all at once. Each is answered when the transaction that
decided about them is committed, never before. Processes take turns by the lock.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from loim.common.refusals import Refusal
from loim.events.actions.places.desk import Busy
from loim.events.actions.places.request import Asking
from loim.events.models import Registration

MOST = 64  # in one turn
LONGEST_WAIT_SECONDS = 30.0

Outcome = Registration | Refusal
Decide = Callable[[int, Sequence[Asking]], list[Outcome]]


@dataclass(eq=False)
class _Waiting:
    """One thread's request. Woken with an outcome, or to take the next turn, or to go alone."""

    asking: Asking
    woken: threading.Event = field(default_factory=threading.Event)
    outcome: Outcome | None = None
    goes_alone: bool = False


@dataclass
class _Lines:
    """Who waits in this process, by event; an event has a line while somebody has its turn."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    by_event: dict[int, list[_Waiting]] = field(default_factory=dict)

    def join(self, event_id: int, one: _Waiting) -> bool:
        """Whether the turn is theirs at once."""
        with self.lock:
            line = self.by_event.get(event_id)
            if line is None:
                self.by_event[event_id] = []
                return True
            line.append(one)
            return False

    def take(self, event_id: int) -> list[_Waiting]:
        with self.lock:
            line = self.by_event[event_id]
            taken, self.by_event[event_id] = line[: MOST - 1], line[MOST - 1 :]
            return taken

    def pass_on(self, event_id: int) -> None:
        """The turn goes to the first who waits, who takes along those behind."""
        with self.lock:
            line = self.by_event[event_id]
            if not line:
                del self.by_event[event_id]
                return
            following = line.pop(0)
        following.woken.set()

    def leave(self, event_id: int, one: _Waiting) -> bool:
        """Whether they were still waiting: then nobody has taken them along."""
        with self.lock:
            line = self.by_event.get(event_id, [])
            if one not in line:
                return False
            line.remove(one)
            return True


_lines = _Lines()


def decide_together(event_id: int, asking: Asking, decide: Decide) -> Outcome:
    """What becomes of `asking`. Inside somebody's transaction it is decided alone, as a part of it.

    Raises what `decide` raises; what goes wrong for all is tried for each alone, so that
    nobody suffers from what another has sent.
    """
    if connection.in_atomic_block:
        return _alone(event_id, asking, decide)
    one = _Waiting(asking)
    if _lines.join(event_id, one):
        return _lead(event_id, one, decide)
    if not one.woken.wait(LONGEST_WAIT_SECONDS) and _lines.leave(event_id, one):
        raise Busy
    one.woken.wait()
    if one.goes_alone:
        return _alone(event_id, asking, decide)
    return one.outcome if one.outcome is not None else _lead(event_id, one, decide)


def _lead(event_id: int, one: _Waiting, decide: Decide) -> Outcome:
    """Decide for those who wait, too; whatever happens, each of them is woken, and the next."""
    others: list[_Waiting] = []
    try:
        others = _lines.take(event_id)
        everybody = [one, *others]
        outcomes = decide(event_id, [waiting.asking for waiting in everybody])
        for waiting, outcome in zip(everybody, outcomes, strict=True):
            waiting.outcome = outcome
    except Refusal as refusal:  # of all alike: the desk is busy, nobody registers here
        for waiting in others:
            waiting.outcome = refusal
        raise
    except Exception:
        if not others:
            raise
        one.goes_alone = True
    finally:
        for waiting in others:
            waiting.goes_alone = waiting.outcome is None
            waiting.woken.set()
        _lines.pass_on(event_id)
    if one.goes_alone or one.outcome is None:
        return _alone(event_id, one.asking, decide)
    return one.outcome


def _alone(event_id: int, asking: Asking, decide: Decide) -> Outcome:
    [outcome] = decide(event_id, [asking])
    return outcome
