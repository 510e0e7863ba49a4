"""Times, people who come to them, and visits; plain rules."""
