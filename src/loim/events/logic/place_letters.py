"""Which letter a decision about somebody's place calls for."""

from enum import StrEnum


class PlaceLetter(StrEnum):
    CONFIRM = "confirm"  # the address is still to be confirmed
    RECEIVED = "received"
    ADMITTED = "admitted"
    WAITING = "waiting"
    OFFERED = "offered"
    OFFER_EXPIRED = "offer_expired"
    OFFER_DECLINED = "offer_declined"
    NOT_CONFIRMED = "not_confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"  # by the organiser


_BY_STATE = {
    "applied": PlaceLetter.RECEIVED,
    "admitted": PlaceLetter.ADMITTED,
    "waiting": PlaceLetter.WAITING,
    "offered": PlaceLetter.OFFERED,
    "declined": PlaceLetter.REFUSED,
    "cancelled": PlaceLetter.WITHDRAWN,
}
_BY_REASON = {
    "offer_expired": PlaceLetter.OFFER_EXPIRED,
    "offer_declined": PlaceLetter.OFFER_DECLINED,
    "not_confirmed": PlaceLetter.NOT_CONFIRMED,
    "withdrawn_by_organiser": PlaceLetter.REMOVED,
}
_LIVE = frozenset({"applied", "admitted", "waiting", "offered"})
# Whoever corrects on the day what was noted at the door tells nobody anything new.
_UNTOLD_REASONS = frozenset({"corrected"})


def letter_for(*, state: str, reason: str, is_confirmed: bool) -> PlaceLetter | None:
    """None where there is nothing to tell: somebody was there, or was not."""
    if reason in _UNTOLD_REASONS:
        return None
    if state in _LIVE and not is_confirmed:
        return PlaceLetter.CONFIRM
    return _BY_REASON.get(reason) or _BY_STATE.get(state)
