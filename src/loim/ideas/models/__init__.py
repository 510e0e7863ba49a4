"""Ideas of forums and hackathons, the proposals they become, and their outcomes."""

from loim.ideas.models.answering import AnswerDraft, AnswerLink, ProposalReminder
from loim.ideas.models.choice import (
    Chosen,
    Conflict,
    Criterion,
    IdeaTeam,
    IdeaTeamMember,
    Juror,
    Score,
    Vote,
)
from loim.ideas.models.forum import Challenge, ChoiceMethod, Forum, FromWhom
from loim.ideas.models.idea import Comment, Complaint, GroupNote, Idea, Shown, Support
from loim.ideas.models.proposal import (
    PROPOSALS,
    Milestone,
    Proposal,
    ProposalStatus,
    ProposalStep,
    StepKind,
)
from loim.ideas.models.strategy import Strategy, StrategyKind

__all__ = [
    "PROPOSALS",
    "AnswerDraft",
    "AnswerLink",
    "Challenge",
    "ChoiceMethod",
    "Chosen",
    "Comment",
    "Complaint",
    "Conflict",
    "Criterion",
    "Forum",
    "FromWhom",
    "GroupNote",
    "Idea",
    "IdeaTeam",
    "IdeaTeamMember",
    "Juror",
    "Milestone",
    "Proposal",
    "ProposalReminder",
    "ProposalStatus",
    "ProposalStep",
    "Score",
    "Shown",
    "StepKind",
    "Strategy",
    "StrategyKind",
    "Support",
    "Vote",
]
