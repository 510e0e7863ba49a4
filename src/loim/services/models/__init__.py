"""Services and journeys."""

from loim.services.models.applied_journey import AppliedJourney
from loim.services.models.catalogue.confirmation import (
    ChangeKind,
    ConfirmationLetter,
    ServiceChange,
    ServiceConfirmation,
)
from loim.services.models.catalogue.imported import HsdsImport, ImportedRecord
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
from loim.services.models.journeys.journey import (
    Journey,
    JourneyEdition,
    JourneyStage,
    JourneyStatus,
    Variant,
)
from loim.services.models.journeys.local import LocalWords
from loim.services.models.journeys.note import ChangeSeen, JourneyNote, NoteKind, Severity
from loim.services.models.journeys.own import OwnChecklist, OwnTick
from loim.services.models.journeys.step import (
    DeadlineSide,
    DeadlineUnit,
    JourneyStep,
    StartingEvent,
    StepNeed,
)

__all__ = [
    "Alert",
    "AlertKind",
    "AppliedJourney",
    "ChangeKind",
    "ChangeSeen",
    "Channel",
    "ChannelKind",
    "ConfirmationLetter",
    "Contact",
    "Cost",
    "DeadlineSide",
    "DeadlineUnit",
    "Evidence",
    "HsdsImport",
    "ImportedRecord",
    "Journey",
    "JourneyEdition",
    "JourneyNote",
    "JourneyStage",
    "JourneyStatus",
    "JourneyStep",
    "LegalBasis",
    "LifeEvent",
    "LocalWords",
    "Location",
    "NoteKind",
    "OpeningException",
    "OpeningRule",
    "Output",
    "OwnChecklist",
    "OwnTick",
    "Requirement",
    "Service",
    "ServiceChange",
    "ServiceConfirmation",
    "ServiceLevel",
    "ServiceStatus",
    "Severity",
    "StartingEvent",
    "StepNeed",
    "TimeUnit",
    "Topic",
    "Variant",
]
