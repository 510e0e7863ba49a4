"""Pages of ideas, and of what somebody gave without an account."""
