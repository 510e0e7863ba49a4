"""Calls for members, questions put to bodies, what members are paid."""

from loim.networks.models.bodies.applicant import AgeGroup, Applicant, Gender, MotherTongue, Outcome
from loim.networks.models.bodies.call import (
    CallAmendment,
    CallDraw,
    CallFeature,
    CallRule,
    CallSeat,
    CallStatus,
    ChosenBy,
    MemberCall,
)
from loim.networks.models.bodies.opinion import Opinion, OpinionVote, Stance
from loim.networks.models.bodies.question import (
    AskedMember,
    BodyQuestion,
    CityAnswer,
    QuestionChange,
    QuestionComment,
    QuestionPaper,
    QuestionStatus,
)
from loim.networks.models.bodies.remuneration import Remuneration

__all__ = [
    "AgeGroup",
    "Applicant",
    "AskedMember",
    "BodyQuestion",
    "CallAmendment",
    "CallDraw",
    "CallFeature",
    "CallRule",
    "CallSeat",
    "CallStatus",
    "ChosenBy",
    "CityAnswer",
    "Gender",
    "MemberCall",
    "MotherTongue",
    "Opinion",
    "OpinionVote",
    "Outcome",
    "QuestionChange",
    "QuestionComment",
    "QuestionPaper",
    "QuestionStatus",
    "Remuneration",
    "Stance",
]
