"""Pages: read, kept, printed, moved."""
