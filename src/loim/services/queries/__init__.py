"""Reads used more than once, with fixed numbers of queries."""
