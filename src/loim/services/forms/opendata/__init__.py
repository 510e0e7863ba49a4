"""Forms of open data."""
