"""An event's own pages: what everybody reads, and what its organiser writes there."""

from loim.events.views.pages.loading import changeable_event, load_event

__all__ = ["changeable_event", "load_event"]
