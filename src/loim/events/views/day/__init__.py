"""The day itself: pages."""

from loim.events.views.day import (
    certificates,
    check_in,
    feedback,
    feedback_questions,
    feedback_results,
    hub,
    organisations,
    settings,
    sync,
    walk_in,
)

__all__ = [
    "certificates",
    "check_in",
    "feedback",
    "feedback_questions",
    "feedback_results",
    "hub",
    "organisations",
    "settings",
    "sync",
    "walk_in",
]
