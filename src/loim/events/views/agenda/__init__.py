"""Pages of an agenda."""
