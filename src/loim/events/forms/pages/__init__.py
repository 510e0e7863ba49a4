"""Forms of an event's page, of series and of copies."""
