"""Training days: events for the cohort, and who was there."""
