"""Tags for the pages of ideas."""
