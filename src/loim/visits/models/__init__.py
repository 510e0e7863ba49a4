"""Field visits: days, legs, who goes where, and what was learnt."""

from loim.visits.models.learnt import DayFeedback, FeedbackGiven, LegIdea, Note
from loim.visits.models.leg import Answer, Goes, Group, Host, HostMessage, Leg, LegKind
from loim.visits.models.people import Going, GroupMember
from loim.visits.models.visit import MediaItem, TravelTime, Visit, VisitRelease

__all__ = [
    "Answer",
    "DayFeedback",
    "FeedbackGiven",
    "Goes",
    "Going",
    "Group",
    "GroupMember",
    "Host",
    "HostMessage",
    "Leg",
    "LegIdea",
    "LegKind",
    "MediaItem",
    "Note",
    "TravelTime",
    "Visit",
    "VisitRelease",
]
