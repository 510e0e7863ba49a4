"""The organiser's pages about those who registered."""

from loim.events.views.registrants import messages, representation, retention

__all__ = ["messages", "representation", "retention"]
