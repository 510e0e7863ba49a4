"""Networks and participatory bodies, their members, seats and terms."""

from loim.networks.models.bodies import MemberCall
from loim.networks.models.meeting import (
    ApprovedBy,
    Meeting,
    MeetingHabits,
    Presence,
    PresenceState,
)
from loim.networks.models.member import Member, MemberRole
from loim.networks.models.minutes import (
    Choice,
    MeetingDecision,
    MinutesAddition,
    MinutesItem,
    Outcome,
    Vote,
    Voting,
)
from loim.networks.models.network import BODIES, Network, NetworkKind, Quorum
from loim.networks.models.seat import Filling, Mandate, Seat
from loim.networks.models.talk import (
    LetterReader,
    Mailing,
    MailingLetter,
    Post,
    PostReport,
    TalkWish,
    Thread,
    ThreadReader,
)
from loim.networks.models.task import NetworkTask

__all__ = [
    "BODIES",
    "ApprovedBy",
    "Choice",
    "Filling",
    "LetterReader",
    "Mailing",
    "MailingLetter",
    "Mandate",
    "Meeting",
    "MeetingDecision",
    "MeetingHabits",
    "Member",
    "MemberCall",
    "MemberRole",
    "MinutesAddition",
    "MinutesItem",
    "Network",
    "NetworkKind",
    "NetworkTask",
    "Outcome",
    "Post",
    "PostReport",
    "Presence",
    "PresenceState",
    "Quorum",
    "Seat",
    "TalkWish",
    "Thread",
    "ThreadReader",
    "Vote",
    "Voting",
]
