"""Registration: pages of the organiser and of those who register."""
