"""Forms of field visits."""
