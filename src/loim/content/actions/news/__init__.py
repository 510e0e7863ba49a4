"""News: written down, chosen for translation."""
