"""The organiser's pages about those who registered."""

from loim.events.views.registrants import representation, retention

__all__ = ["representation", "retention"]
