"""The organiser's pages about those who registered."""

from loim.events.views.registrants import (
    importing,
    invitations,
    messages,
    participant,
    participants,
    representation,
    retention,
)

__all__ = [
    "importing",
    "invitations",
    "messages",
    "participant",
    "participants",
    "representation",
    "retention",
]
