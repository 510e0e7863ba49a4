"""HSDS read into plain values; no framework."""
