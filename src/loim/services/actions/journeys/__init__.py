"""Design, publish, adopt and keep journeys."""
