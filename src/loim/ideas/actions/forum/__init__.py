"""Set up what a forum asks, and keep what its groups heard."""

from loim.ideas.actions.forum.opening import change_forum, open_forum

__all__ = ["change_forum", "open_forum"]
