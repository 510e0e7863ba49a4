"""Papers of journeys."""
