"""Forums as pages and other modules read them."""
