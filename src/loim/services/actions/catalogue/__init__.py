"""Keep the catalogue of services."""
