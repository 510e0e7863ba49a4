"""Rules about a forum's times, without a database."""
