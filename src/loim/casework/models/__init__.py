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
from loim.casework.models.case import Case
from loim.casework.models.client import Client, TargetGroup
from loim.casework.models.enquiry import Channel, Enquiry, EnquiryTopic, Outcome, SpokenLanguage
from loim.casework.models.referrals import (
    ConsentGiven,
    Recipient,
    RecipientKind,
    Referral,
    ReferralLink,
    ReferralOrigin,
)
from loim.casework.models.viewing import ClientView

__all__ = [
    "Absence",
    "Appointment",
    "BookableHours",
    "CalendarLink",
    "CancelledBy",
    "Case",
    "Channel",
    "Client",
    "ClientView",
    "ConsentGiven",
    "Enquiry",
    "EnquiryTopic",
    "HomeVisit",
    "Interpreter",
    "InterpreterOrder",
    "Outcome",
    "Recipient",
    "RecipientKind",
    "Referral",
    "ReferralLink",
    "ReferralOrigin",
    "Room",
    "SafetyContact",
    "SpokenLanguage",
    "TargetGroup",
    "Task",
    "VisitAlarm",
]
