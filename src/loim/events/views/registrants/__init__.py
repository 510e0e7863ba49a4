"""The organiser's pages about those who registered."""

from loim.events.views.registrants import representation

__all__ = ["representation"]
