"""Votes, points, and the choice that is made of them."""
