"""Reads of texts that are used more than once."""
