"""Assignments between training days: handed in, read, accepted."""
