"""Forms of services and journeys."""
