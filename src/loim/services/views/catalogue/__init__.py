"""Pages of the catalogue of services."""
