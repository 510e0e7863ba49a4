"""Drafts by machine translation."""
