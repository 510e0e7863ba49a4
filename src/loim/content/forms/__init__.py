"""Forms of texts."""
