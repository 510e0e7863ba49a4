"""Open data: addresses for programs, and the page that explains them."""
