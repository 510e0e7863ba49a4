"""The day itself: pages."""

from loim.events.views.day import check_in, hub, sync, walk_in

__all__ = ["check_in", "hub", "sync", "walk_in"]
