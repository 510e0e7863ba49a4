"""The organiser's pages about those who registered."""

from loim.events.views.registrants import (
    importing,
    messages,
    participant,
    participants,
    representation,
    retention,
)

__all__ = ["importing", "messages", "participant", "participants", "representation", "retention"]
