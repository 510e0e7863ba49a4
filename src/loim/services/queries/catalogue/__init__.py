"""Reads of the catalogue of services."""
