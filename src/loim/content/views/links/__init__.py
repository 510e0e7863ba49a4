"""Links and how they stand."""
