"""Clubs that meet again and again, who comes to them and who leads them."""

from loim.clubs.models.club import Club, ClubStatus, Level
from loim.clubs.models.facilitator import Facilitator
from loim.clubs.models.meeting import ClubMeeting, Visit, VisitState
from loim.clubs.models.person import ClubPerson, PersonStatus
from loim.clubs.models.timetable import ClubPause, ClubRule, RuleFrequency

__all__ = [
    "Club",
    "ClubMeeting",
    "ClubPause",
    "ClubPerson",
    "ClubRule",
    "ClubStatus",
    "Facilitator",
    "Level",
    "PersonStatus",
    "RuleFrequency",
    "Visit",
    "VisitState",
]
