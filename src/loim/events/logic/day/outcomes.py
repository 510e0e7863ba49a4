"""What comes of reading a code."""

from enum import StrEnum

from loim.events.logic.participant_states import ParticipantState


class Outcome(StrEnum):
    IN = "in"
    ALREADY = "already"  # somebody read the code before; that time is told
    NO_PLACE = "no_place"  # on the list, without a place: the organiser may let them in
    UNKNOWN = "unknown"  # not on this event's list
    OTHER_DAY = "other_day"  # the event was not on that day
    UNDONE = "undone"  # this reading had been counted and was taken back since
    FULL = "full"  # at the door without a free place: a reason lets them in
    REFUSED = "refused"  # at the door, and not to be let in: a sentence says why


# Whoever was offered a place and comes has accepted it.
MAY_COME_IN = frozenset(
    {
        ParticipantState.ADMITTED,
        ParticipantState.OFFERED,
        ParticipantState.ATTENDED,
        ParticipantState.ABSENT,
    }
)
