"""Pages of services and journeys."""
