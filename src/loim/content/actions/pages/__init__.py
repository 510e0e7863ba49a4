"""Pages: written down, moved, closed."""
