"""Rules of texts and their translations: plain Python."""
