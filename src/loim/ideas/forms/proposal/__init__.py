"""Proposals: forms."""
