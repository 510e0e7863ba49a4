"""Itineraries: who is where when, whether it can be done, what changed."""
