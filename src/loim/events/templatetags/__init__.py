"""What templates of events need."""
