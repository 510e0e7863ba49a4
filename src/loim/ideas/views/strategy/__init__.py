"""Strategies and plans that ideas feed."""
