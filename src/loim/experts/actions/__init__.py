"""The only writers of the directory."""
