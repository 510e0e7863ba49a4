"""Communities, where they are, whom to turn to, what they have, and what they share."""

from loim.communities.models.area import Area
from loim.communities.models.asset import Asset, AssetKind, AssetPerson, AssetStatus, Help
from loim.communities.models.community import Community, CommunityKind, CommunityState
from loim.communities.models.contact import Contact
from loim.communities.models.gathering import Gathering, GatheringKind
from loim.communities.models.sharing import Shared, Sharing
from loim.communities.models.wish import PageWish, WishStatus

__all__ = [
    "Area",
    "Asset",
    "AssetKind",
    "AssetPerson",
    "AssetStatus",
    "Community",
    "CommunityKind",
    "CommunityState",
    "Contact",
    "Gathering",
    "GatheringKind",
    "Help",
    "PageWish",
    "Shared",
    "Sharing",
    "WishStatus",
]
