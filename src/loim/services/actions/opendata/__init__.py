"""Taking in what others give out."""
