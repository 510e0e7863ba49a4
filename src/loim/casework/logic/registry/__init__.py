"""Rules of registry services."""
