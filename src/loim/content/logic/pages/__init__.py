"""Addresses and order of pages."""
