"""The calendar and what other calendars take from it."""

from loim.events.views.calendar import calendar_page, feeds

__all__ = ["calendar_page", "feeds"]
