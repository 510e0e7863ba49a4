"""The only writers of services and journeys."""
