"""Journeys: their steps, editions, notes, local additions, and lists that people keep."""
