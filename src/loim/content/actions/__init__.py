"""The only writers of texts."""
