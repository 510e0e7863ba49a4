"""Forms of translation orders."""
