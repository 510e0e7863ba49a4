"""Ideas, notes and what is said of them, as pages read them."""
