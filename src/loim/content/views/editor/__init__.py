"""Pages on which a text is written."""
