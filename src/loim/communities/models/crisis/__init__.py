"""The crisis plan: its draft, its published versions, who holds copies, drills."""

from loim.communities.models.crisis.contact import ConsentGiven, CrisisContact
from loim.communities.models.crisis.copies import OpeningWay, PlanCopy, PlanOpening
from loim.communities.models.crisis.drill import Drill, DrillTask
from loim.communities.models.crisis.plan import CrisisPlan
from loim.communities.models.crisis.role import CrisisRole, RoleHolder
from loim.communities.models.crisis.things import (
    CrisisResource,
    Danger,
    MeetingPoint,
    PointKind,
    ResourceKind,
    VulnerablePlace,
)
from loim.communities.models.crisis.version import CrisisVersion, VersionContact

__all__ = [
    "ConsentGiven",
    "CrisisContact",
    "CrisisPlan",
    "CrisisResource",
    "CrisisRole",
    "CrisisVersion",
    "Danger",
    "Drill",
    "DrillTask",
    "MeetingPoint",
    "OpeningWay",
    "PlanCopy",
    "PlanOpening",
    "PointKind",
    "ResourceKind",
    "RoleHolder",
    "VersionContact",
    "VulnerablePlace",
]
