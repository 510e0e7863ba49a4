"""What pages of events read."""
