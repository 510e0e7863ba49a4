"""Forms about those who registered."""
