"""News: read, kept, chosen for translation, passed on."""
