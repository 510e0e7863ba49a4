"""Services and journeys."""

from loim.services.models.applied_journey import AppliedJourney
from loim.services.models.catalogue.confirmation import (
    ChangeKind,
    ConfirmationLetter,
    ServiceChange,
    ServiceConfirmation,
)
from loim.services.models.catalogue.opening import (
    Alert,
    AlertKind,
    OpeningException,
    OpeningRule,
)
from loim.services.models.catalogue.place import Channel, ChannelKind, Contact, Location
from loim.services.models.catalogue.requirement import Cost, Evidence, Output, Requirement
from loim.services.models.catalogue.service import (
    LegalBasis,
    Service,
    ServiceLevel,
    ServiceStatus,
    TimeUnit,
)
from loim.services.models.catalogue.topic import LifeEvent, Topic

__all__ = [
    "Alert",
    "AlertKind",
    "AppliedJourney",
    "ChangeKind",
    "Channel",
    "ChannelKind",
    "ConfirmationLetter",
    "Contact",
    "Cost",
    "Evidence",
    "LegalBasis",
    "LifeEvent",
    "Location",
    "OpeningException",
    "OpeningRule",
    "Output",
    "Requirement",
    "Service",
    "ServiceChange",
    "ServiceConfirmation",
    "ServiceLevel",
    "ServiceStatus",
    "TimeUnit",
    "Topic",
]
