"""Proposals: make them, answer them, tell what came of them."""
