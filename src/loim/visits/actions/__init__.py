"""The only writers of field visits."""
