"""Proposals of counselling."""
