"""Links: which are in a text, which may be asked."""
