"""States of a thread: the one table of who may bring it from which to which."""

from enum import StrEnum


class ThreadState(StrEnum):
    OPEN = "open"
    SOLVED = "solved"
    CLOSED = "closed"
    LOCKED = "locked"


class Hand(StrEnum):
    """Whose act it is: of whoever began the thread, or of those who keep the network."""

    AUTHOR = "author"
    KEEPER = "keeper"


_BOTH = frozenset(Hand)
_KEEPER = frozenset({Hand.KEEPER})

TRANSITIONS: dict[tuple[ThreadState, ThreadState], frozenset[Hand]] = {
    (ThreadState.OPEN, ThreadState.SOLVED): _BOTH,
    (ThreadState.OPEN, ThreadState.CLOSED): _BOTH,
    (ThreadState.SOLVED, ThreadState.CLOSED): _BOTH,
    (ThreadState.SOLVED, ThreadState.OPEN): _BOTH,
    (ThreadState.CLOSED, ThreadState.OPEN): _BOTH,
    (ThreadState.OPEN, ThreadState.LOCKED): _KEEPER,
    (ThreadState.SOLVED, ThreadState.LOCKED): _KEEPER,
    (ThreadState.CLOSED, ThreadState.LOCKED): _KEEPER,
    (ThreadState.LOCKED, ThreadState.OPEN): _KEEPER,
}

# Whoever answers a solved one opens nothing again: it only stands below.
TAKES_POSTS = frozenset({ThreadState.OPEN, ThreadState.SOLVED})


def may_become(state: str, wanted: str, hands: frozenset[Hand]) -> bool:
    allowed = TRANSITIONS.get((ThreadState(state), ThreadState(wanted)), frozenset())
    return not allowed.isdisjoint(hands)


def next_states(state: str, hands: frozenset[Hand]) -> list[ThreadState]:
    """In the order of the enumeration."""
    return [wanted for wanted in ThreadState if may_become(state, wanted, hands)]
