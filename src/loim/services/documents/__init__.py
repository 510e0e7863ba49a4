"""Files of services and journeys."""
