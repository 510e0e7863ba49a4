"""Links in texts, checked."""
