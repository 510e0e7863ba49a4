"""Pages of translation orders."""
