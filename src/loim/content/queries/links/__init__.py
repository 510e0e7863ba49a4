"""Links, read."""
