"""Rules about ideas and what is said of them, without a database."""
