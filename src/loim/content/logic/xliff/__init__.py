"""Checking translations that come back in files. Plain Python."""
