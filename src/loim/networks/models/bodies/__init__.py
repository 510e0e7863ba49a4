"""Calls for members, questions put to bodies, what members are paid."""

from loim.networks.models.bodies.applicant import AgeGroup, Applicant, Gender, MotherTongue
from loim.networks.models.bodies.call import (
    CallDraw,
    CallFeature,
    CallRule,
    CallSeat,
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
)
from loim.networks.models.bodies.remuneration import Remuneration

__all__ = [
    "AgeGroup",
    "Applicant",
    "AskedMember",
    "BodyQuestion",
    "CallDraw",
    "CallFeature",
    "CallRule",
    "CallSeat",
    "ChosenBy",
    "CityAnswer",
    "Gender",
    "MemberCall",
    "MotherTongue",
    "Opinion",
    "OpinionVote",
    "QuestionChange",
    "QuestionComment",
    "QuestionPaper",
    "Remuneration",
    "Stance",
]
