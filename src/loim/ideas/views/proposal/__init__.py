"""Proposals: pages."""
