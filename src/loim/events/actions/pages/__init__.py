"""What an organiser does with an event's page: write it, publish it, copy it."""
