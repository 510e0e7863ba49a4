"""Rules of services and journeys: plain Python."""
