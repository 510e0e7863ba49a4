"""Why somebody's place changed: codes that are kept, and worded for readers elsewhere."""

from enum import StrEnum


class Reason(StrEnum):
    """`values` of a decision fill the sentences; which ones is said beside each code."""

    # A place is given.
    FREE_PLACE = "free_place"
    FLOOR = "floor"  # question, answer, floor
    IN_TURN = "in_turn"
    FROM_DRAW = "from_draw"  # chance
    REPLACES = "replaces"
    APPROVED = "approved"
    BY_HAND = "by_hand"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"

    # Nothing is decided yet.
    FOR_ORGANISER = "for_organiser"
    FOR_DRAW = "for_draw"

    # Waits.
    FULL = "full"
    UNIT_TOO_LARGE = "unit_too_large"  # people, free
    CEILING = "ceiling"  # question, answer, ceiling
    OPTION_FULL = "option_full"  # question, answer, most
    ORGANISATION_FULL = "organisation_full"  # most
    RESERVED = "reserved"  # question, answers, until
    NOT_DRAWN = "not_drawn"  # chance
    NOT_DRAWN_AT_ALL = "not_drawn_at_all"  # chance; there is no waiting list
    MOVED_BACK = "moved_back"
    MOVED_IN_QUEUE = "moved_in_queue"

    # Is out.
    WITHDRAWN = "withdrawn"
    WITHDRAWN_BY_ORGANISER = "withdrawn_by_organiser"
    OFFER_DECLINED = "offer_declined"
    OFFER_EXPIRED = "offer_expired"
    NOT_CONFIRMED = "not_confirmed"
    REFUSED = "refused"

    # On the day.
    CAME = "came"
    DID_NOT_COME = "did_not_come"
    CORRECTED = "corrected"


# A person writes why.
NEEDS_NOTE = frozenset({Reason.BY_HAND, Reason.MOVED_BACK, Reason.MOVED_IN_QUEUE, Reason.REFUSED})
