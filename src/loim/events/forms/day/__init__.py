"""The day itself: forms."""
