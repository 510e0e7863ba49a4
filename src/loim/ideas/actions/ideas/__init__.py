"""Ideas are given, shown, supported, commented on, joined and withdrawn."""

from loim.ideas.actions.forum.opening import open_forum
from loim.ideas.actions.ideas.giving import submit_idea

__all__ = ["open_forum", "submit_idea"]
