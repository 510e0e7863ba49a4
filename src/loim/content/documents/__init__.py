"""Papers made of texts."""
