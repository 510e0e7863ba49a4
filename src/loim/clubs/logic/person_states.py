"""The states of somebody who comes to a club, and the steps between them."""

from enum import StrEnum


class PersonState(StrEnum):
    GUEST = "guest"  # comes now and then, without a place of their own
    PENDING = "pending"  # asked for a place; whose address it is has to be proved
    WAITING = "waiting"
    OFFERED = "offered"  # a freed place is kept until they answer
    REGULAR = "regular"
    LEFT = "left"  # or never answered


class PersonStep(StrEnum):
    ASK = "ask"
    ADMIT = "admit"
    QUEUE = "queue"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"  # of an offer, or of the time to confirm
    LEAVE = "leave"


_S, _P = PersonState, PersonStep

TRANSITIONS: dict[tuple[PersonState, PersonStep], PersonState] = {
    **{(state, _P.ASK): _S.PENDING for state in (_S.GUEST, _S.LEFT, _S.PENDING)},
    **{(state, _P.ADMIT): _S.REGULAR for state in (_S.GUEST, _S.LEFT, _S.PENDING, _S.WAITING)},
    **{(state, _P.QUEUE): _S.WAITING for state in (_S.GUEST, _S.LEFT, _S.PENDING)},
    (_S.WAITING, _P.OFFER): _S.OFFERED,
    (_S.OFFERED, _P.ACCEPT): _S.REGULAR,
    (_S.OFFERED, _P.DECLINE): _S.LEFT,
    (_S.OFFERED, _P.EXPIRE): _S.LEFT,
    (_S.PENDING, _P.EXPIRE): _S.LEFT,
    **{
        (state, _P.LEAVE): _S.LEFT for state in (_S.GUEST, _S.PENDING, _S.WAITING, _S.OFFERED, _S.REGULAR)
    },
}  # fmt: skip

HOLDING = frozenset({_S.REGULAR, _S.OFFERED})  # what a club's places are counted from
QUEUED = frozenset({_S.WAITING, _S.OFFERED})
LIVE = frozenset({_S.WAITING, _S.OFFERED, _S.REGULAR})


def state_after(state: str, step: PersonStep) -> PersonState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((PersonState(state), step))


def free_places(capacity: int | None, held: int) -> int | None:
    """None without a limit. Fewer places than people takes nobody's place away."""
    return None if capacity is None else max(capacity - held, 0)


def may_enter_at_once(capacity: int | None, held: int, waiting: int) -> bool:
    """Nobody passes those who wait."""
    return capacity is None or held + waiting < capacity
