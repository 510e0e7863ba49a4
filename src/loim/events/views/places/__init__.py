"""Places: how they stand, by which rules, and the draw."""
