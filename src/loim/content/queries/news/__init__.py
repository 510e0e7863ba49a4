"""Reads of news."""
