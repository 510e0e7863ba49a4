"""Registration: what its pages read."""
