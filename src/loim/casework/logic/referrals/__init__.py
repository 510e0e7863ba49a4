"""What is passed on to somebody else, with consent; plain rules."""
