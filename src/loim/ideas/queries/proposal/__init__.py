"""Proposals: what their pages, letters and lists read."""
