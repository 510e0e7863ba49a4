from loim.casework.models.appointments import (
    Absence,
    Appointment,
    BookableHours,
    CalendarLink,
    CancelledBy,
    HomeVisit,
    Interpreter,
    InterpreterOrder,
    Room,
    SafetyContact,
    Task,
    VisitAlarm,
)
from loim.casework.models.break_glass import BreakGlass
from loim.casework.models.case import Case, CaseEntry, CaseOutcome, CaseStatus, EntryKind
from loim.casework.models.client import Client, ClientStatus, TargetGroup
from loim.casework.models.client_journey import ClientJourney, ClientJourneyStep, StepMark
from loim.casework.models.consent import (
    Consent,
    ConsentEnd,
    ConsentMeans,
    ConsentScope,
    ConsentText,
)
from loim.casework.models.county import (
    CountyFigure,
    CountyPicture,
    PictureDimension,
    PictureSource,
    RegisterCount,
    RegisterImport,
)
from loim.casework.models.document import ClientDocument
from loim.casework.models.enquiry import Channel, Enquiry, EnquiryTopic, Outcome, SpokenLanguage
from loim.casework.models.enquiry_month import EnquiryMonth
from loim.casework.models.evidence import ProposalEvidence, Watch
from loim.casework.models.favourite import Favourite, FavouriteTopic
from loim.casework.models.groups import Family, Origin
from loim.casework.models.household import HouseholdLink, Relation
from loim.casework.models.merge import ClientMerge
from loim.casework.models.presence import ClientPresence
from loim.casework.models.referrals import (
    ConsentGiven,
    Recipient,
    RecipientKind,
    Referral,
    ReferralLink,
    ReferralOrigin,
)
from loim.casework.models.registry import (
    ProcessStatus,
    RegistryKind,
    RegistryProcess,
    RegistryStep,
    RegistryTemplate,
)
from loim.casework.models.snippet import Snippet
from loim.casework.models.statistics import (
    Dimension,
    Figure,
    FigurePeriod,
    FrozenCount,
    PeopleFigure,
    Publication,
)
from loim.casework.models.tombstone import Ground, Tombstone
from loim.casework.models.viewing import ClientView

__all__ = [
    "Absence",
    "Appointment",
    "BookableHours",
    "BreakGlass",
    "CalendarLink",
    "CancelledBy",
    "Case",
    "CaseEntry",
    "CaseOutcome",
    "CaseStatus",
    "Channel",
    "Client",
    "ClientDocument",
    "ClientJourney",
    "ClientJourneyStep",
    "ClientMerge",
    "ClientPresence",
    "ClientStatus",
    "ClientView",
    "Consent",
    "ConsentEnd",
    "ConsentGiven",
    "ConsentMeans",
    "ConsentScope",
    "ConsentText",
    "CountyFigure",
    "CountyPicture",
    "Dimension",
    "Enquiry",
    "EnquiryMonth",
    "EnquiryTopic",
    "EntryKind",
    "Family",
    "Favourite",
    "FavouriteTopic",
    "Figure",
    "FigurePeriod",
    "FrozenCount",
    "Ground",
    "HomeVisit",
    "HouseholdLink",
    "Interpreter",
    "InterpreterOrder",
    "Origin",
    "Outcome",
    "PeopleFigure",
    "PictureDimension",
    "PictureSource",
    "ProcessStatus",
    "ProposalEvidence",
    "Publication",
    "Recipient",
    "RecipientKind",
    "Referral",
    "ReferralLink",
    "ReferralOrigin",
    "RegisterCount",
    "RegisterImport",
    "RegistryKind",
    "RegistryProcess",
    "RegistryStep",
    "RegistryTemplate",
    "Relation",
    "Room",
    "SafetyContact",
    "Snippet",
    "SpokenLanguage",
    "StepMark",
    "TargetGroup",
    "Task",
    "Tombstone",
    "VisitAlarm",
    "Watch",
]
