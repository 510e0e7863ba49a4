"""Reads of journeys, with fixed numbers of queries."""
