"""Events, who registers for them, and who came."""

from loim.events.models.agenda import AgendaRelease, Material, Session, SessionKind, Speaker
from loim.events.models.attendance import Attendance
from loim.events.models.correspondence import Export, Invitee, Message, Notice, NoticeKind
from loim.events.models.day import (
    Certificate,
    CheckIn,
    DaySettings,
    FeedbackAnswer,
    FeedbackForm,
    FeedbackKind,
    FeedbackQuestion,
    FeedbackTicket,
)
from loim.events.models.erasure import Erased, Erasure
from loim.events.models.event import (
    TO_BE_HELD,
    Audience,
    Event,
    EventKind,
    EventScope,
    EventStatus,
)
from loim.events.models.parties import Party
from loim.events.models.partner import Partner, PartnerRole
from loim.events.models.place_rule import Feature, PlaceRule
from loim.events.models.question import (
    CLOSED_KINDS,
    Option,
    Question,
    QuestionKind,
    QuestionStage,
)
from loim.events.models.registration import (
    Answer,
    Decision,
    Door,
    Draw,
    EarlierDraw,
    Participant,
    Registration,
)
from loim.events.models.registration_settings import Policy, RegistrationSettings
from loim.events.models.series import Series

__all__ = [
    "CLOSED_KINDS",
    "TO_BE_HELD",
    "AgendaRelease",
    "Answer",
    "Attendance",
    "Audience",
    "Certificate",
    "CheckIn",
    "DaySettings",
    "Decision",
    "Door",
    "Draw",
    "EarlierDraw",
    "Erased",
    "Erasure",
    "Event",
    "EventKind",
    "EventScope",
    "EventStatus",
    "Export",
    "Feature",
    "FeedbackAnswer",
    "FeedbackForm",
    "FeedbackKind",
    "FeedbackQuestion",
    "FeedbackTicket",
    "Invitee",
    "Material",
    "Message",
    "Notice",
    "NoticeKind",
    "Option",
    "Participant",
    "Partner",
    "PartnerRole",
    "Party",
    "PlaceRule",
    "Policy",
    "Question",
    "QuestionKind",
    "QuestionStage",
    "Registration",
    "RegistrationSettings",
    "Series",
    "Session",
    "SessionKind",
    "Speaker",
]
