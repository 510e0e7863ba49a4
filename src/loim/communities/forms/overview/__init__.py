"""Forms of the municipality's view."""
