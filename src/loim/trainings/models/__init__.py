"""Training programmes that teams apply to, from the call to the model that results."""

from loim.trainings.models.assessment import (
    AssessmentCriterion,
    Assessor,
    Interest,
    TeamScore,
)
from loim.trainings.models.cohort import (
    Announcement,
    AnnouncementLetter,
    Assignment,
    DayPlace,
    HandIn,
    HandInComment,
    HandInDraft,
    HandInState,
    TrainingDay,
)
from loim.trainings.models.correspondence import CallExtension, TeamExport, TeamMessage
from loim.trainings.models.mentoring import SPENDING, Mentor, Mentoring, MentoringState
from loim.trainings.models.results import Deliverable, DeliverableVersion, TrainingCertificate
from loim.trainings.models.team import (
    PRESENT,
    ConsentLetter,
    MemberState,
    Team,
    TeamAnswer,
    TeamDecision,
    TeamMember,
)
from loim.trainings.models.training import (
    Call,
    CallQuestion,
    CompositionRule,
    CountyRule,
    IncompleteRule,
    LateRule,
    Training,
    TrainingStatus,
)

__all__ = [
    "PRESENT",
    "SPENDING",
    "Announcement",
    "AnnouncementLetter",
    "AssessmentCriterion",
    "Assessor",
    "Assignment",
    "Call",
    "CallExtension",
    "CallQuestion",
    "CompositionRule",
    "ConsentLetter",
    "CountyRule",
    "DayPlace",
    "Deliverable",
    "DeliverableVersion",
    "HandIn",
    "HandInComment",
    "HandInDraft",
    "HandInState",
    "IncompleteRule",
    "Interest",
    "LateRule",
    "MemberState",
    "Mentor",
    "Mentoring",
    "MentoringState",
    "Team",
    "TeamAnswer",
    "TeamDecision",
    "TeamExport",
    "TeamMember",
    "TeamMessage",
    "TeamScore",
    "Training",
    "TrainingCertificate",
    "TrainingDay",
    "TrainingStatus",
]
