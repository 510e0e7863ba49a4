"""People, what they belong to and what they may do there."""

from loim.people.models.identity import StateIdentity
from loim.people.models.invitation import Invitation
from loim.people.models.letter import LetterSwitchedOff
from loim.people.models.membership import Membership, Role
from loim.people.models.municipality import County, Municipality, MunicipalityAt
from loim.people.models.organisation import Organisation, OrganisationKind
from loim.people.models.user import User

__all__ = [
    "County",
    "Invitation",
    "LetterSwitchedOff",
    "Membership",
    "Municipality",
    "MunicipalityAt",
    "Organisation",
    "OrganisationKind",
    "Role",
    "StateIdentity",
    "User",
]
