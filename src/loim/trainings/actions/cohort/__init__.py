"""The cohort: what it is told, how the training begins and ends."""
