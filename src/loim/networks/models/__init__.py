"""Networks and participatory bodies, their members, seats and terms."""

from loim.networks.models.member import Member, MemberRole
from loim.networks.models.network import BODIES, Network, NetworkKind, Quorum
from loim.networks.models.seat import Filling, Mandate, Seat

__all__ = [
    "BODIES",
    "Filling",
    "Mandate",
    "Member",
    "MemberRole",
    "Network",
    "NetworkKind",
    "Quorum",
    "Seat",
]
