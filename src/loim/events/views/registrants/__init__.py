"""The organiser's pages about those who registered."""

from loim.events.views.registrants import (
    messages,
    participant,
    participants,
    representation,
    retention,
)

__all__ = ["messages", "participant", "participants", "representation", "retention"]
