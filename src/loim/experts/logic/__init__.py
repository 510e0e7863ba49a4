"""Rules of the directory: plain Python, without clock and database."""
