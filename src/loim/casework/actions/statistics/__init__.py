"""Statistics of counselling."""
