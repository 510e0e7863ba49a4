"""Papers made of texts, and files for translators."""
