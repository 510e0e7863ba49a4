"""What the pages of one text show."""
