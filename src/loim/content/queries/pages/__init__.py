"""Pages, read."""
