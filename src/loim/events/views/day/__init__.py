"""The day itself: pages."""
