"""Whoever registered: what the organiser's pages read."""
