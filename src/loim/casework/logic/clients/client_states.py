"""How a client's record stands, and what leads from one state to another."""

from enum import StrEnum


class ClientState(StrEnum):
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"  # the consent: nothing is shown or added, erasing waits its time
    EXPIRED = "expired"  # the same, because the consent was not renewed
    MERGED = "merged"  # another record of the same person goes on


class ClientStep(StrEnum):
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CONSENT = "consent"
    MERGE = "merge"
    SEPARATE = "separate"


_S, _P = ClientState, ClientStep

TRANSITIONS: dict[tuple[ClientState, ClientStep], ClientState] = {
    (_S.ACTIVE, _P.WITHDRAW): _S.WITHDRAWN,
    (_S.ACTIVE, _P.EXPIRE): _S.EXPIRED,
    (_S.ACTIVE, _P.CONSENT): _S.ACTIVE,
    (_S.ACTIVE, _P.MERGE): _S.MERGED,
    (_S.WITHDRAWN, _P.CONSENT): _S.ACTIVE,
    (_S.EXPIRED, _P.CONSENT): _S.ACTIVE,
    (_S.EXPIRED, _P.WITHDRAW): _S.WITHDRAWN,
    (_S.MERGED, _P.SEPARATE): _S.ACTIVE,
}

FROZEN = frozenset({_S.WITHDRAWN, _S.EXPIRED})


def state_after(state: str, step: ClientStep) -> ClientState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((ClientState(state), step))
