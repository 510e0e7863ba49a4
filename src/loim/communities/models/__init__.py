"""Communities: where they are, whom to turn to, what they have and share, how they stand a crisis."""

from loim.communities.models.area import Area
from loim.communities.models.asset import Asset, AssetKind, AssetPerson, AssetStatus, Help
from loim.communities.models.community import Community, CommunityKind, CommunityState
from loim.communities.models.contact import Contact
from loim.communities.models.crisis import (
    ConsentGiven,
    CrisisContact,
    CrisisPlan,
    CrisisResource,
    CrisisRole,
    CrisisVersion,
    Danger,
    Drill,
    DrillTask,
    MeetingPoint,
    OpeningWay,
    PlanCopy,
    PlanOpening,
    PointKind,
    ResourceKind,
    RoleHolder,
    VersionContact,
    VulnerablePlace,
)
from loim.communities.models.gathering import Gathering, GatheringKind
from loim.communities.models.overview import (
    CommunityFigure,
    CountedCommunity,
    FigureMeasure,
    FiguresMonth,
    Support,
    SupportKind,
)
from loim.communities.models.sharing import Shared, Sharing
from loim.communities.models.wish import PageWish, WishStatus

__all__ = [
    "Area",
    "Asset",
    "AssetKind",
    "AssetPerson",
    "AssetStatus",
    "Community",
    "CommunityFigure",
    "CommunityKind",
    "CommunityState",
    "ConsentGiven",
    "Contact",
    "CountedCommunity",
    "CrisisContact",
    "CrisisPlan",
    "CrisisResource",
    "CrisisRole",
    "CrisisVersion",
    "Danger",
    "Drill",
    "DrillTask",
    "FigureMeasure",
    "FiguresMonth",
    "Gathering",
    "GatheringKind",
    "Help",
    "MeetingPoint",
    "OpeningWay",
    "PageWish",
    "PlanCopy",
    "PlanOpening",
    "PointKind",
    "ResourceKind",
    "RoleHolder",
    "Shared",
    "Sharing",
    "Support",
    "SupportKind",
    "VersionContact",
    "VulnerablePlace",
    "WishStatus",
]
