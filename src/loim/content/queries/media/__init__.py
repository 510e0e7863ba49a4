"""The media library, read."""
