"""What is known about an event's places."""
