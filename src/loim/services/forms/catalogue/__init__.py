"""Forms of the catalogue of services."""
