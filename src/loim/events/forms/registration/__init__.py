"""Registration: the forms of the organiser and of those who register."""
