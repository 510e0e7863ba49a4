"""Pages of an agenda."""

from loim.events.views.agenda import agenda_page, materials, parts

__all__ = ["agenda_page", "materials", "parts"]
