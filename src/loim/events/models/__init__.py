"""Events and who came to them."""

from loim.events.models.attendance import Attendance
from loim.events.models.event import Event, EventKind, EventScope, EventStatus

__all__ = ["Attendance", "Event", "EventKind", "EventScope", "EventStatus"]
