"""What an event's page, a series and their lists are read from."""
