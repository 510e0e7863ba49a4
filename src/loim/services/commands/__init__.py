"""`loim services`: what the pages do, from a terminal."""
