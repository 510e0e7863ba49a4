"""The cohort: who reads it, what it shows, what it is told."""
