"""Changing an agenda, giving it out, telling those who come."""
