"""Forms for setting up a forum."""
