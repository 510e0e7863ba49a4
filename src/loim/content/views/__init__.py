"""Doors to the texts."""
