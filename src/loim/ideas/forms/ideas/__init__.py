"""Forms for ideas, comments and notes."""
